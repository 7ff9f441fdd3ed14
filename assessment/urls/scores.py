"""Addresses of runs, targets, schemes and marks."""

from django.urls import path

from assessment.views import (
    checks,
    compare,
    decisions,
    errata,
    gaps,
    inputs,
    lines,
    marks,
    objections,
    panel_marks,
    publishing,
    round_acts,
    rounds,
    runs,
    schemes,
    target_imports,
    target_pages,
    targets,
    today,
    whatif,
)
from assessment.views.scheme_drafts import parts
from assessment.views.scheme_drafts import whole as drafts

DRAFT = "schemes/drafts/<int:pk>/"
HOLDERS = (
    "<int:year>/<str:measure>/units/<int:unit_pk>/",
    "<int:year>/<str:measure>/region/<int:region_pk>/",
)

urlpatterns = [
    path("scores/", runs.run_list, name="run_list"),
    path("scores/new/", runs.run_add, name="run_add"),
    path("scores/<int:pk>/", runs.run_show, name="run_show"),
    path("scores/<int:pk>/export/", runs.run_export, name="run_export"),
    path("scores/<int:pk>/notice/", publishing.run_notice, name="run_notice"),
    path("scores/<int:pk>/notice/word/", publishing.run_notice_word, name="run_notice_word"),
    path("scores/<int:pk>/notice/new/", publishing.run_notice_add, name="run_notice_add"),
    path("scores/<int:pk>/void/", publishing.run_void, name="run_void"),
    path("scores/<int:pk>/publish/", publishing.run_publish, name="run_publish"),
    path("scores/<int:pk>/check/", checks.run_check, name="run_check"),
    path("scores/<int:pk>/objections/new/", objections.run_objection_add, name="run_objection_add"),
    path("scores/<int:pk>/errata/new/", errata.erratum_add, name="erratum_add"),
    path("scores/objections/", objections.run_objection_list, name="run_objection_list"),
    path("scores/objections/<int:pk>/", objections.run_objection_show, name="run_objection_show"),
    path("scores/objections/<int:pk>/answer/", objections.run_objection_answer, name="run_objection_answer"),
    path(
        "scores/objections/<int:pk>/confirm/", objections.run_objection_confirm, name="run_objection_confirm"
    ),
    path("scores/objections/<int:pk>/return/", objections.run_objection_return, name="run_objection_return"),
    path(
        "scores/objections/<int:pk>/withdraw/",
        objections.run_objection_withdraw,
        name="run_objection_withdraw",
    ),
    path("scores/files/<int:pk>/", objections.run_file, name="run_file"),
    path("scores/errata/<int:pk>/", errata.erratum_show, name="erratum_show"),
    path("scores/errata/<int:pk>/export/", errata.erratum_export, name="erratum_export"),
    path("scores/errata/<int:pk>/approve/", errata.erratum_approve, name="erratum_approve"),
    path("scores/errata/<int:pk>/refuse/", errata.erratum_refuse, name="erratum_refuse"),
    path("scores/errata/<int:pk>/withdraw/", errata.erratum_withdraw, name="erratum_withdraw"),
    path("scores/decisions/", decisions.decision_list, name="decision_list"),
    path("scores/<int:pk>/candidates/", decisions.candidate_list, name="candidate_list"),
    path("scores/<int:pk>/candidates/<int:unit_pk>/<str:rule>/", decisions.decision_add, name="decision_add"),
    path("scores/<int:pk>/today/", today.run_today, name="run_today"),
    path("scores/<int:pk>/compare/", compare.run_compare, name="run_compare"),
    path("scores/<int:pk>/whatif/", whatif.run_whatif, name="run_whatif"),
    path("scores/<int:pk>/gaps/", gaps.run_gaps, name="run_gaps"),
    path("scores/<int:pk>/units/<int:unit_pk>/", lines.line_show, name="line_show"),
    path(
        "scores/<int:pk>/units/<int:unit_pk>/<slug:code>/<path:path>/", inputs.input_show, name="input_show"
    ),
    path("targets/", targets.target_list, name="target_list"),
    path("targets/new/", targets.target_add, name="target_add"),
    path("targets/export/", targets.target_export, name="target_export"),
    path("targets/import/", target_imports.target_import_add, name="target_import_add"),
    path("targets/import/template/", target_imports.target_import_template, name="target_import_template"),
    path("targets/import/<int:pk>/", target_imports.target_import_show, name="target_import_show"),
    path(
        "targets/import/<int:pk>/confirm/", target_imports.target_import_confirm, name="target_import_confirm"
    ),
    path(
        "targets/import/<int:pk>/discard/", target_imports.target_import_discard, name="target_import_discard"
    ),
    path("targets/import/<int:pk>/file/", target_imports.target_import_file, name="target_import_file"),
    *(path(f"targets/{holder}", target_pages.target_history, name="target_history") for holder in HOLDERS),
    *(
        path(f"targets/{holder}revise/", target_pages.target_revise, name="target_revise")
        for holder in HOLDERS
    ),
    *(
        path(f"targets/{holder}series/", target_pages.target_series, name="target_series")
        for holder in HOLDERS
    ),
    path("schemes/", schemes.scheme_list, name="scheme_list"),
    path("schemes/new/", schemes.scheme_add, name="scheme_add"),
    path("schemes/drafts/new/", drafts.scheme_draft_add, name="scheme_draft_add"),
    path(DRAFT, drafts.scheme_draft_show, name="scheme_draft_show"),
    path(f"{DRAFT}move/", drafts.scheme_draft_move, name="scheme_draft_move"),
    path(f"{DRAFT}adopt/", drafts.scheme_draft_adopt, name="scheme_draft_adopt"),
    path(f"{DRAFT}give-up/", drafts.scheme_draft_give_up, name="scheme_draft_give_up"),
    path(f"{DRAFT}head/", parts.scheme_draft_head, name="scheme_draft_head"),
    path(f"{DRAFT}groups/<int:group>/", parts.scheme_draft_group, name="scheme_draft_group"),
    path(f"{DRAFT}groups/<int:group>/<str:path>/", parts.scheme_draft_node, name="scheme_draft_node"),
    path(
        f"{DRAFT}groups/<int:group>/<str:path>/preview/",
        parts.scheme_draft_preview,
        name="scheme_draft_preview",
    ),
    path("schemes/<int:pk>/", schemes.scheme_show, name="scheme_show"),
    path("schemes/<int:pk>/use/", schemes.scheme_use, name="scheme_use"),
    path("schemes/<int:pk>/withdraw/", schemes.scheme_withdraw, name="scheme_withdraw"),
    path("schemes/<int:pk>/file/", schemes.scheme_file, name="scheme_file"),
    path("marks/", marks.mark_list, name="mark_list"),
    path("marks/rounds/", rounds.round_list, name="round_list"),
    path("marks/rounds/new/", round_acts.round_add, name="round_add"),
    path("marks/rounds/<int:pk>/", rounds.round_show, name="round_show"),
    path("marks/rounds/<int:pk>/mine/", panel_marks.panel_fill, name="panel_fill"),
    path("marks/rounds/<int:pk>/units/<int:unit_pk>/", rounds.round_unit, name="round_unit"),
    path("marks/rounds/<int:pk>/extend/", round_acts.round_extend, name="round_extend"),
    path("marks/rounds/<int:pk>/close/", round_acts.round_close, name="round_close"),
    path("marks/rounds/<int:pk>/confirm/", round_acts.round_confirm, name="round_confirm"),
    path("marks/rounds/<int:pk>/cancel/", round_acts.round_cancel, name="round_cancel"),
    path("marks/rounds/files/<int:pk>/", rounds.panel_file, name="panel_file"),
    path("marks/files/<int:pk>/", marks.mark_file, name="mark_file"),
    path("marks/<int:scheme_pk>/<int:unit_pk>/<str:code>/", marks.mark_history, name="mark_history"),
    path("marks/<int:scheme_pk>/<int:unit_pk>/<str:code>/new/", marks.mark_add, name="mark_add"),
]
