"""The pages of whole releases before judges that others wrote, and damaged copies of them."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from output.release import publish
from tests.judges.page_damages import DAMAGES
from tests.judges.pages import JUDGES, Site
from tests.output.dataset.everything import everything
from tests.output.editions import edition
from tests.output.service.asking import opened, over_http


@pytest.fixture(scope="module")
def site(release: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demo's release; beside its pages the damaged ones, below it two other releases."""
    folder = tmp_path_factory.mktemp("site") / "public"
    shutil.copytree(release, folder)
    for name, path in damaged().items():
        whole = (folder / DAMAGES[name].path).read_text(encoding="utf-8")
        assert DAMAGES[name].done(whole) != whole, name
        (folder / path).write_text(DAMAGES[name].done(whole), encoding="utf-8")
    others = {"empty": (edition(), None), "stuffed": (everything(), "https://bruggen.example/")}
    for name, (published, base_url) in others.items():
        var = tmp_path_factory.mktemp(name)
        publish(published, var=var, run_id="1", base_url=base_url, accept=True)
        shutil.copytree(var / "public", folder / name)
    with over_http(opened(folder)) as port:
        yield Site(folder, f"http://127.0.0.1:{port}")


def damaged() -> dict[str, str]:
    """Where the page with each damage stands: beside the good one, so that the links in it work."""
    return {
        name: (Path(damage.path).parent / f"damaged-{number}.html").as_posix()
        for number, (name, damage) in enumerate(DAMAGES.items())
    }


@pytest.mark.parametrize("judge", JUDGES)
def test_a_judge_finds_no_fault_in_any_page_and_sees_just_the_damage_that_it_is_there_for(
    judge: str, site: Site
) -> None:
    pages = {path.relative_to(site.folder).as_posix() for path in site.folder.rglob("*.html")}
    found = JUDGES[judge](site, sorted(pages))
    whole = pages - {*damaged().values()}
    assert len(whole) >= 14
    assert {path: found[path] for path in sorted(whole) if path in found} == {}
    seen = {name for name, path in damaged().items() if path in found}
    assert seen == {name for name, damage in DAMAGES.items() if judge in damage.seen_by}
