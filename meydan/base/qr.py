"""A text as a QR code within a page: squares that a camera reads, as SVG without a size of its own."""

from typing import Any

from django.utils.safestring import SafeString, mark_safe


def inline(text: str, *, error: str = "m", **style: Any) -> SafeString:
    """`error` is how much of it may be covered (l, m, q, h); `style` is what segno's `svg_inline` takes."""
    import segno

    drawn = segno.make(text, error=error, micro=False).svg_inline(
        omitsize=True, border=2, svgclass=None, lineclass=None, **style
    )
    return mark_safe(drawn)  # noqa: S308 - squares drawn by segno; the text is not in it
