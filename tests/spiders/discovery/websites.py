"""Pages of a fictional site: links, agendas, calendars."""


def html(*parts: str) -> str:
    return f"<!DOCTYPE html><title>De Brug</title>{''.join(parts)}"


def link(path: str, text: str = "Agenda") -> str:
    return f'<a href="{path}">{text}</a> '


def agenda(*titles: str) -> str:
    """A page that announces these in March 2027, in microdata."""
    return html(
        *(
            f'<div itemscope itemtype="https://schema.org/Event"><b itemprop="name">{title}</b>'
            f'<time itemprop="startDate" datetime="2027-03-{day:02}T10:00">10 uur</time></div>'
            for day, title in enumerate(titles, start=1)
        )
    )


def calendar(*titles: str) -> str:
    """A calendar that announces these in March 2027."""
    rows = (
        f"BEGIN:VEVENT\r\nUID:{title}\r\nDTSTART:202703{day:02}T190000Z\r\nSUMMARY:{title}\r\nEND:VEVENT\r\n"
        for day, title in enumerate(titles, start=1)
    )
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{''.join(rows)}END:VCALENDAR\r\n"
