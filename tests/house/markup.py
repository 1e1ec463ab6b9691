"""What every page must keep to, judged on the markup itself."""

from html.parser import HTMLParser

POINTING = ("for", "aria-describedby", "aria-labelledby", "aria-controls", "list", "form")
ALONE = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source"}
MAY_STAY_OPEN = {"li", "p", "option", "tr", "td", "th", "dt", "dd", "thead", "tbody", "tfoot"}


class Markup(HTMLParser):
    """Reads a page or a piece; `complaints` says what is wrong with it."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.complaints: list[str] = []
        self.ids: list[str] = []
        self._pointed: list[tuple[str, str]] = []
        self._open: list[str] = []
        self.feed(source)
        self.close()
        self._judge()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag not in ALONE:
            self._open.append(tag)
        if "id" in told:
            self.ids.append(told["id"])
        for name in POINTING:
            self._pointed += [(name, word) for word in told.get(name, "").split()]
        for name in told:
            if name == "style" or name.startswith(("on", "hx-")):
                self._complain(f"{name} on <{tag}>")
        if tag == "style" or (tag == "script" and not {"src", "nonce"} <= told.keys()):
            self._complain(f"<{tag}> within the page")
        if told.get("href", "").startswith("javascript:"):
            self._complain("javascript: in a link")
        self._judge_form(tag, told)

    def handle_endtag(self, tag: str) -> None:
        if tag in ALONE:
            return
        if tag not in self._open:
            self._complain(f"</{tag}> closes nothing")
            return
        while (last := self._open.pop()) != tag:
            if last not in MAY_STAY_OPEN:
                self._complain(f"<{last}> is not closed before </{tag}>")

    def _judge_form(self, tag: str, told: dict[str, str]) -> None:
        acts = {"data-hx-post", "data-hx-put", "data-hx-patch", "data-hx-delete"} & told.keys()
        if acts and not (tag == "form" and told.get("method") == "post" and told.get("action")):
            self._complain(f"{acts} on <{tag}> does nothing without a script")
        if any(name.startswith("data-hx-") for name in told) and "data-hx-nonce" not in told:
            self._complain(f"<{tag}> has htmx attributes without a nonce, so they are stripped")

    def _judge(self) -> None:
        twice = {one for one in self.ids if self.ids.count(one) > 1}
        if twice:
            self._complain(f"ids used twice: {sorted(twice)}")
        left = [tag for tag in self._open if tag not in MAY_STAY_OPEN]
        if left:
            self._complain(f"never closed: {left}")

    def dangling(self) -> list[str]:
        """What points at an id that is not there; asked of whole pages only."""
        return [f"{name}={word}" for name, word in self._pointed if word not in self.ids]

    def _complain(self, what: str) -> None:
        line, _ = self.getpos()
        self.complaints.append(f"line {line}: {what}")


def wrong_with(page: str) -> list[str]:
    markup = Markup(page)
    return markup.complaints + markup.dangling()
