"""Sentences in templates: translated when the template is compiled, or filled when it is shown."""

from gettext import NullTranslations

import jinja2
import pytest

from server.foundation.pages.sentences import sentences


class Shouting(NullTranslations):
    """A language that is easy to recognise, and counts how often it is asked."""

    asked = 0

    def gettext(self, message: str) -> str:
        self.asked += 1
        return message.replace("here", "<b>HERE</b>")

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return (msgid1 if n == 1 else msgid2).upper().replace("%(N)S", "%(n)s")


@pytest.mark.parametrize(
    ("template", "shown"),
    [
        ("{% trans %}Is it here?{% endtrans %}", "Is it <b>HERE</b>?"),
        ("{% trans %}100 % here{% endtrans %}", "100 % <b>HERE</b>"),
        ("{% trans name=who %}{{ name }} is here{% endtrans %}", "A &amp; B is <b>HERE</b>"),
        ("{% trans n=1 %}{{ n }} item{% pluralize n %}{{ n }} items{% endtrans %}", "1 ITEM"),
        ("{% trans n=3 %}{{ n }} item{% pluralize n %}{{ n }} items{% endtrans %}", "3 ITEMS"),
        ('{{ _("here") }}', "<b>HERE</b>"),
    ],
)
def test_a_sentence_is_said_in_the_language_of_its_environment(template: str, shown: str) -> None:
    env = jinja2.Environment(autoescape=True, extensions=[sentences(Shouting())])
    assert env.from_string(template).render(who="A & B") == shown


def test_a_sentence_without_values_is_looked_up_once() -> None:
    shouting = Shouting()
    env = jinja2.Environment(autoescape=True, extensions=[sentences(shouting)])
    template = env.from_string("{% trans %}Is it here?{% endtrans %}")
    assert {template.render() for _ in range(3)} == {"Is it <b>HERE</b>?"}
    assert shouting.asked == 1
