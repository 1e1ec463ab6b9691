"""A sentence without values is translated once, when its template is compiled for a language."""

from gettext import NullTranslations

import jinja2
from jinja2 import nodes
from jinja2.ext import InternationalizationExtension


def sentences(translations: NullTranslations) -> type[InternationalizationExtension]:
    """Jinja asks the catalogue again for each page; most sentences never change in between."""

    class Sentences(InternationalizationExtension):
        def __init__(self, environment: jinja2.Environment) -> None:
            super().__init__(environment)
            self._install(translations, newstyle=True)

        def _make_node(  # noqa: PLR0913  Jinja's own signature
            self,
            singular: str,
            plural: str | None,
            context: str | None,
            variables: dict[str, nodes.Expr],
            plural_expr: nodes.Expr | None,
            vars_referenced: bool,
            num_called_num: bool,
        ) -> nodes.Output:
            if plural is None and context is None and not variables:
                said = translations.gettext(singular).replace("%%", "%")
                return nodes.Output([nodes.TemplateData(said)])
            return super()._make_node(
                singular, plural, context, variables, plural_expr, vars_referenced, num_called_num
            )

    return Sentences
