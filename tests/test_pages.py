"""What pages offer besides a lesson: order, sizes, objectives, the whole course, filter, progress."""

import io
import re
import sys
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest
from pypdf import PdfReader

from coursekit.render import places, prose, site
from coursekit.render.site import order
from coursekit.render.site.details import Details
from coursekit.render.site.order import Stop
from coursekit.render.site.pages import pages_of as pages_of_course
from coursekit.render.site.whole import within
from coursekit.render.site.writer import Writer
from test_site import EN, NARROW, ROOT, WIDE, Html, built, pages_of, visit

sys.path.append(str(ROOT / "benchmarks"))
import pages

assert built  # a fixture
LONG = 20
"""Letters from which an answer is told from a word that stands elsewhere as well."""
LESSONS = ("01-flour", "02-oven")


def page(built, target):
    return built / target.replace(".md", ".html")


ORDERS = {
    "one": [()],
    "a line": [(), (1,), (2,)],
    "a diamond": [(), (1,), (1,), (2, 3)],
    "five at once": [(), (), (), (), ()],
    "long ways": [(), (1,), (2,), (1, 3), (1, 2), (1, 5)],
}


@pytest.mark.parametrize("name", ORDERS)
def test_the_order_is_drawn_with_room_for_everything(name):
    title = "A title that is rather long and takes three lines"
    stops = [Stop(n, title, before) for n, before in enumerate(ORDERS[name], start=1)]
    boxes = order._boxes(stops)
    for stop in stops:
        box = boxes[stop.number]
        assert box.left >= 0
        assert box.left + box.width <= order.WIDTH
        assert all(boxes[number].bottom < box.top for number in stop.before)
        for other in stops[: stop.number - 1]:
            there = boxes[other.number]
            assert (
                there.bottom < box.top
                or box.bottom < there.top
                or there.left + there.width < box.left
                or box.left + box.width < there.left
            )
    drawn = order.drawing(stops, "t", "d")
    assert drawn.count('class="ck-way"') == sum(len(stop.before) for stop in stops)
    assert "x & y" not in order.drawing([Stop(1, "x & y", ())], "t", "d")


def test_home_says_how_long_and_in_what_order(built, small_course):
    text = page(built, places.HOME).read_text(encoding="utf-8")
    total = sum(lesson.teaching + lesson.exercises_minutes for lesson in small_course.lessons.values())
    assert EN("site-hours", hours=total // 60, minutes=f"{total % 60:02d}") in text
    assert text.count('class="ck-stop"') == len(LESSONS)
    assert f"{EN('site-needs', sessions='1')}</li>" in text
    ways = [text.index(EN(f"site-way-{way}")) for way in ("teach", "study", "organise")]
    assert ways == sorted(ways)


def test_a_course_of_one_session_without_terms_and_events_has_no_empty_pages_nor_sums_of_one(small_course):
    oven = small_course.lessons["oven"].model_copy(update={"teaching": 20, "prerequisites": ()})
    facts = replace(small_course.facts, terms={}, events={})
    course = replace(small_course, lessons={"oven": oven}, facts=facts)
    paths = {one.path for one in pages_of_course(course)}
    assert not paths & {places.GLOSSARY, places.TIMELINE}
    home = written(course)
    for absent in ("site-glossary", "site-timeline", "site-order"):
        assert EN(absent) not in home
    assert f"**{EN('site-total')}**" not in home
    whole = written(small_course)
    for there in ("site-glossary", "site-timeline", "site-order"):
        assert EN(there) in whole
    assert f"**{EN('site-total')}**" in whole


def test_less_than_an_hour_is_told_in_minutes(small_course):
    lessons = {
        "oven": small_course.lessons["oven"].model_copy(update={"teaching": 10, "exercises_minutes": 35})
    }
    assert f" · {EN('minutes-short', count=45)}\n" in written(replace(small_course, lessons=lessons))


def written(course):
    """The text of a course's first page."""
    (home,) = (one for one in site.plan(course, EN) if one.path == f"{places.pages('en')}/{places.HOME}")
    return home.make().decode()


def test_a_phone_shows_the_ways_in_at_once_and_names_its_minutes(built, chromium):
    opened, _, _ = visit(chromium, page(built, places.HOME).as_uri(), NARROW)
    tops = "all => all.map(one => one.getBoundingClientRect().bottom)"
    assert max(opened.locator(".ck-ways p:first-child").evaluate_all(tops)) < NARROW["height"]
    label = opened.locator(".ck-programme .ck-label").first
    assert label.is_visible()
    lines = opened.locator(".ck-programme tbody a").evaluate_all(
        "all => all.map(a => a.getClientRects().length)"
    )
    assert lines == [1, 1]
    opened.set_viewport_size(WIDE)
    assert not label.is_visible()
    opened.context.close()


def test_an_instructor_s_phone_has_a_line_for_each_title(built, chromium):
    opened, _, _ = visit(chromium, page(built, "teaching/index.md").as_uri(), NARROW)
    rows = opened.locator(".ck-programme tbody tr")
    assert rows.first.inner_text().split()[-5:-2] == ["it?", f"{EN('site-minutes')}:", "93"]
    lines = rows.locator("td:nth-child(2) a").evaluate_all("all => all.map(a => a.getClientRects().length)")
    assert lines == [1, 1]
    # The way onward names the whole title, in as many lines as it takes.
    cut = "all => all.filter(one => one.scrollWidth > one.clientWidth).length"
    assert opened.locator(".md-footer__title .md-ellipsis").count() > 0
    assert opened.locator(".md-footer__title .md-ellipsis").evaluate_all(cut) == 0
    opened.context.close()


def test_paper_has_no_ways_to_other_pages_and_a_programme_in_columns(built, chromium):
    opened, _, _ = visit(chromium, page(built, places.EVIDENCE).as_uri(), {"width": 680, "height": 900})
    assert opened.locator(".ck-uses").first.is_visible()
    opened.emulate_media(media="print")
    assert opened.locator(".ck-uses:visible").count() == 0
    opened.goto(page(built, places.HOME).as_uri())
    headings = opened.locator(".ck-programme th")
    assert headings.evaluate_all("all => all.filter(one => one.offsetWidth > 1).length") == 5
    assert opened.locator(".ck-programme .ck-label:visible").count() == 0
    tops = opened.locator(".ck-ways > div").evaluate_all("all => all.map(o => o.getBoundingClientRect().top)")
    assert len(set(tops)) == 1
    opened.context.close()


def test_a_style_goes_out_without_what_it_says_to_us(built):
    kept = (ROOT / "src/coursekit/render/site/assets/coursekit.css").read_text(encoding="utf-8")
    sent = (built / "assets/coursekit.css").read_text(encoding="utf-8")
    assert kept.count("/*") > 10
    assert "/*" not in sent
    assert "*/" not in sent
    assert [kept.count(sign) for sign in "{}"] == [sent.count(sign) for sign in "{}"]


def test_what_has_only_a_year_stands_after_the_months_of_it(small_course):
    dates = ("2022", "2022-01-31", "2022-01", "2021", "2022-02", "2023-05")
    (event, *_) = small_course.facts.events.values()
    events = {date: event.model_copy(update={"date": date}) for date in dates}
    found = [one.date for one in Details(Writer("x.md", small_course.facts, EN)).by_date(events)]
    assert found == ["2021", "2022-01-31", "2022-01", "2022-02", "2022", "2023-05"]


def test_the_words_of_the_order_stay_in_their_boxes(built, chromium):
    opened, _, _ = visit(chromium, page(built, places.HOME).as_uri(), NARROW)
    inside = opened.evaluate(
        "[...document.querySelectorAll('.ck-order-drawing text')].map(t => {"
        "const a = t.getBoundingClientRect();"
        "return [...t.ownerSVGElement.querySelectorAll('rect')].some(r => {"
        "const b = r.getBoundingClientRect();"
        "return a.left > b.left && a.right < b.right && a.top >= b.top && a.bottom <= b.bottom + 1 }) })"
    )
    opened.context.close()
    assert inside
    assert all(inside)


def test_downloads_say_the_size_of_the_file_that_is_there(built):
    shown = 0
    for path in pages_of(built):
        text = path.read_text(encoding="utf-8")
        assert "data-of=" not in text
        for target, number, unit in re.findall(
            r'href="([^"]+)"[^<]*<span class="ck-size">(\d+)\xa0(\w+)</span>', re.sub(r"<a ", "\n<a ", text)
        ):
            size = (path.parent / target).stat().st_size
            assert int(number) == max(1, round(size / {"kB": 1000, "MB": 1_000_000}[unit]))
            shown += 1
    assert shown >= 10


def test_every_objective_stands_with_what_serves_it(built, small_course):
    text = page(built, places.OBJECTIVES).read_text(encoding="utf-8")
    rows = re.findall(r"<tr>\s*<td.*?</tr>", text, re.DOTALL)
    objectives = [o for lesson in small_course.lessons.values() for o in lesson.objectives]
    assert len(rows) == len(objectives)
    for view in small_course.views():
        for exercise in view.lesson.exercises:
            link = f'href="../course/{view.name}.html#exercise-{exercise.id}"'
            assert sum(link in row for row in rows) == len(exercise.assesses)
        for question in view.lesson.quiz:
            link = f'href="../course/{view.name}.html#quiz-{question.id}"'
            assert sum(link in row for row in rows) == len(question.assesses)


def test_the_whole_course_stands_on_one_page(built, small_course):
    whole = Html(page(built, places.WHOLE))
    named = [value for _, name, value in whole.attributes if name == "id"]
    assert len(named) == len(set(named))
    for view in small_course.views():
        lesson = Html(page(built, places.lesson_page(view.name)))
        wanted = {i for i in lesson.ids if i and re.match("(part|exercise|quiz|activity|figure)-", i)}
        assert wanted
        assert {f"{view.name}-{anchor}" for anchor in wanted} <= whole.ids
        assert view.name in whole.ids
    text = page(built, places.WHOLE).read_text(encoding="utf-8")
    assert "data-ck-task" not in text
    assert EN("site-where-exercises") not in text
    assert EN("site-where-exercises") in page(built, "course/01-flour.md").read_text(encoding="utf-8")
    assert not [link for link in whole.links if re.search(r"0\d-\w+\.html#", link)]


def test_a_text_is_not_taken_for_a_mark_of_the_page():
    text = (
        '# T\n\nid="a" &#35; x\n\n<div id="a">\n\n## H { #b }\n\n'
        '[l](#b) [m](02-oven.md#c) [n](02-oven.md "t")'
    )
    assert within(text, "01-x") == (
        '## T { #01-x .ck-chapter }\n\nid="a" &#35; x\n\n<div id="01-x-a">\n\n### H { #01-x-b }\n\n'
        '[l](#01-x-b) [m](#02-oven-c) [n](#02-oven "t")'
    )


def test_search_finds_nothing_twice(built):
    index = (built / "search/search_index.json").read_text(encoding="utf-8")
    assert "course/01-flour.html" in index
    for again in ("course/all.html", "exercises/01-flour.html", "teaching/solutions/01-flour.html"):
        assert again not in index


def test_search_gives_no_answer_away(built, small_course):
    index = (built / "search/search_index.json").read_text(encoding="utf-8")
    for lesson in small_course.lessons.values():
        for question in lesson.quiz:
            assert plain(small_course, question.question) in index
            for option in question.options:
                words = plain(small_course, option.text)
                assert len(words) < LONG or words not in index
                assert plain(small_course, option.feedback) not in index
        for exercise in lesson.exercises:
            hints = [plain(small_course, hint) for hint in exercise.hints]
            assert [words for words in hints if len(words) > LONG and words in index] == []


def plain(course, text):
    return prose.plain_line(text, course.facts, EN).replace("&", "&amp;")


SHOWN = ".md-tooltip2--active .md-tooltip2__inner"


def test_a_term_and_a_citation_say_what_they_mean_where_they_stand(built, chromium, small_course):
    opened, _, errors = visit(chromium, page(built, "course/02-oven.md").as_uri(), WIDE)
    term = opened.locator("article a.ck-term").first
    name = term.get_attribute("href").partition("#term-")[2]
    cite = opened.locator("article p > a.ck-cite").first
    claim = cite.get_attribute("href").partition("#claim-")[2]
    said = small_course.facts.terms[name].definition.split("{")[0].strip()
    stated = ", ".join(small_course.facts.claims[claim].at)
    for mark, words in ((term, said), (cite, stated)):
        for show in (mark.hover, mark.focus):
            show()
            opened.wait_for_selector(SHOWN)
            assert words in opened.locator(SHOWN).inner_text()
            opened.keyboard.press("Escape")
            opened.wait_for_selector(SHOWN, state="detached")
            opened.mouse.move(0, 0)
            mark.blur()
            opened.wait_for_selector(".md-tooltip2", state="detached")
    term.hover()
    opened.wait_for_selector(SHOWN)
    size, weight, edge = opened.locator(SHOWN).evaluate(
        "one => { const s = getComputedStyle(one); return [s.fontSize, s.fontWeight, s.borderTopWidth] }"
    )
    assert (float(size[:-2]) >= 14, weight, edge) == (True, "400", "1px")
    opened.context.close()
    assert errors == []


def test_a_finger_is_shown_a_meaning_before_it_follows_a_link(built, chromium):
    context = chromium.new_context(viewport=NARROW, has_touch=True, is_mobile=True)
    opened = context.new_page()
    here = page(built, "course/02-oven.md").as_uri()
    for name in ("ck-term", "ck-cite"):
        opened.goto(here)
        mark = opened.locator(f"article a.{name}[title]").first.element_handle()
        mark.tap()
        opened.wait_for_selector(SHOWN)
        assert opened.url == here
        box = opened.locator(SHOWN).bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= NARROW["width"]
        mark.tap()
        opened.wait_for_url("**/reference/**")
    opened.goto(here)
    opened.locator("article .ck-sources summary").tap()
    opened.locator("article .ck-sources a.ck-cite").first.tap()  # its statement stands beside it
    opened.wait_for_url("**/reference/**")
    context.close()


def test_the_whole_course_prints_without_the_frame(built, chromium):
    opened, _, _ = visit(chromium, page(built, places.WHOLE).as_uri(), WIDE)
    text = "".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(opened.pdf())).pages)
    opened.context.close()
    for words in ("Whose flour is it?", "Who decides over the oven?"):
        assert words in text
    assert EN("site-get-deck") not in text


def statements(opened):
    return opened.locator(".ck-claim:visible").count()


def test_evidence_is_filtered_by_keyboard(built, chromium, small_course):
    opened, _, errors = visit(chromium, page(built, places.EVIDENCE).as_uri(), NARROW)
    claims = small_course.facts.claims.values()
    assert statements(opened) == len(claims)
    box = opened.get_by_label(EN("kind-position"), exact=True)
    box.focus()
    opened.keyboard.press("Space")
    positions = sum(claim.kind == "position" for claim in claims)
    assert 0 < statements(opened) == positions < len(claims)
    assert opened.locator(".ck-count").inner_text() == EN("filter-count", shown=positions, all=len(claims))
    assert opened.locator("h3:visible").count() <= positions
    opened.keyboard.press("Space")
    opened.get_by_label(EN("filter-lesson")).select_option("2")
    in_oven = len(small_course.view("oven").facts.claims)
    assert 0 < statements(opened) <= in_oven < len(claims)
    opened.get_by_label(EN("filter-lesson")).select_option("")
    opened.get_by_label(EN("filter-words")).focus()
    opened.keyboard.type("MILLER")
    assert 0 < statements(opened) < len(claims)
    opened.keyboard.press("Enter")
    hidden = opened.locator(".ck-claim[hidden]").first.get_attribute("id")
    opened.evaluate("name => { location.hash = name }", hidden)
    opened.wait_for_timeout(100)
    assert statements(opened) == len(claims)
    sizes = opened.evaluate(
        "[...document.querySelectorAll('.ck-filter-form :is(select, button, [type=search], fieldset label)')]"
        ".map(e => e.getBoundingClientRect().height)"
    )
    assert min(sizes) >= 44
    opened.context.close()
    assert errors == []


def test_evidence_reads_without_a_script(built, chromium, small_course):
    context = chromium.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(page(built, places.EVIDENCE).as_uri())
    assert statements(opened) == len(small_course.facts.claims)
    assert opened.locator(".ck-filter-form").count() == 0
    context.close()


def test_progress_is_kept_on_the_device_and_cleared(built, chromium):
    opened, requests, errors = visit(chromium, page(built, places.HOME).as_uri(), WIDE)
    assert opened.locator(".ck-progress-note").count() == 0
    assert opened.locator(".ck-clear").count() == 0
    opened.goto(page(built, "course/02-oven.md").as_uri())
    task = opened.locator("[aria-labelledby='exercise-growth-from-fire']")
    task.locator("input").fill("4")
    task.locator(".ck-check").click()
    opened.locator("[data-ck-read]").scroll_into_view_if_needed()
    opened.wait_for_timeout(200)
    for target in ("index.html", "course/index.html"):
        opened.goto((built / target).as_uri())
        (note,) = opened.locator(".ck-progress-note").all_inner_texts()
        assert note.startswith(f"{EN('progress-read')} · 1 of ")
    opened.locator(".ck-clear").click()
    assert opened.locator(".ck-progress-note").count() == 0
    assert opened.evaluate("document.activeElement.textContent") == EN("progress-cleared")
    assert opened.evaluate("Object.keys(localStorage).filter(key => key.startsWith('coursekit:'))") == []
    opened.context.close()
    assert errors == []
    assert [url for url in requests if not url.startswith(("file:", "data:", "blob:"))] == []


def test_credits_name_who_made_what(built, small_course):
    text = page(built, places.CREDITS).read_text(encoding="utf-8")
    for words in (*small_course.spec.authors, small_course.spec.licence, "Material for MkDocs", "Libertinus"):
        assert words in text
    assert 'href="../CITATION.cff"' in text


@pytest.mark.parametrize("name", LESSONS)
def test_a_lesson_weighs_little(built, name):
    path = page(built, places.lesson_page(name))
    kinds = [file.suffix for file in pages.loaded(path)]
    assert kinds.count(".css") >= 3
    assert kinds.count(".js") >= 5
    assert sum(pages.loaded(path).values()) == 2, "scripts of the exercises wait until the page is read in"
    assert 60_000 < pages.weight(path)["read"] <= pages.LIMIT


def test_a_page_loads_no_font_and_what_is_weighed_is_what_is_asked_for(built, chromium):
    path = page(built, "course/01-flour.md")
    opened, requests, _ = visit(chromium, path.as_uri(), WIDE)
    fonts = opened.evaluate("document.fonts.size")
    opened.context.close()
    assert fonts == 0
    asked = {Path(unquote(url.removeprefix("file://").partition("?")[0])) for url in requests}
    # The search, and what runs programs, are asked for by scripts when the page is read in.
    later = ("search", "engine")
    rest = {file for file in asked - {path} if file.suffix != ".png" and not file.name.startswith(later)}
    assert rest == set(pages.loaded(path))
