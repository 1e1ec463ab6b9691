"""The templates, compiled once for each language."""

from functools import cache
from urllib.parse import urlsplit

import jinja2
from markupsafe import Markup

from server.foundation.language import catalogues, dates, names
from server.foundation.pages.assets import assets
from server.foundation.pages.sentences import sentences
from server.settings import WEB


@cache
def environment(language: str) -> jinja2.Environment:
    """Strict, escaping, with gettext and the house's filters bound to the language."""
    translations = catalogues.translations(language)
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader(WEB / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        extensions=[sentences(translations), "jinja2.ext.loopcontrols"],
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    env.policies["ext.i18n.trimmed"] = True
    env.globals.update(
        language=language,
        direction=names.direction(language),
        languages=names.offered(),
        spoken=names.spoken(),
        worded=lambda options: [(one, catalogues.say(language, w)) for one, w in options.items()],
        css_url=assets().css_url,
        script_urls=assets().script_urls,
    )
    env.filters.update(
        say=lambda sentence: catalogues.say(language, sentence),
        when=lambda moment, zone: dates.when_markup(moment, zone, language),
        clock=lambda moment, zone: dates.clock_markup(moment, zone),
        day=lambda moment, zone: dates.day(moment, zone, language),
        leaf=lambda moment, zone: dates.leaf(moment, zone, language),
        as_of=lambda text: dates.as_of(text, language),
        number=lambda value: dates.number(value, language),
        delegation=lambda code: names.delegation(code, language),
        country=lambda code: names.country(code, language),
        language_name=names.autonym,
        city=lambda zone: dates.city_of(zone, language),
        static=assets().url,
        host=_host,
    )
    return env


def _host(address: str) -> Markup:
    """The host of a web address, so that a reader sees where a link leads."""
    host = urlsplit(address).hostname or ""
    return Markup("<bdi>{}</bdi>").format(host.removeprefix("www."))
