"""Addresses of imports."""

from django.urls import path

from projects.views import (
    import_checking,
    import_columns,
    import_files,
    import_paste,
    import_preview,
    import_rows,
    import_units,
    imports,
)

urlpatterns = [
    path("imports/", imports.import_list, name="import_list"),
    path("imports/export/", imports.import_list_export, name="import_list_export"),
    path("imports/new/", imports.import_add, name="import_add"),
    path("imports/layouts/", import_columns.import_layouts, name="import_layouts"),
    path("imports/layouts/export/", import_columns.import_layouts_export, name="import_layouts_export"),
    path(
        "imports/layouts/<int:pk>/forget/", import_columns.import_layout_forget, name="import_layout_forget"
    ),
    path("imports/units/<int:pk>/forget/", import_units.import_unit_forget, name="import_unit_forget"),
    path("imports/checking/", import_checking.import_check_list, name="import_check_list"),
    path(
        "imports/checking/export/", import_checking.import_check_list_export, name="import_check_list_export"
    ),
    path("imports/<int:pk>/checking/", import_checking.import_check, name="import_check"),
    path(
        "imports/<int:pk>/checking/export/", import_checking.import_check_export, name="import_check_export"
    ),
    path(
        "imports/<int:pk>/checking/verify/", import_checking.import_check_verify, name="import_check_verify"
    ),
    path(
        "imports/<int:pk>/checking/<int:row_pk>/", import_checking.import_check_row, name="import_check_row"
    ),
    path("imports/paste/", import_paste.import_paste, name="import_paste"),
    path("imports/register/", import_files.import_register, name="import_register"),
    path("imports/template/", import_files.import_template, name="import_template"),
    path("imports/<int:pk>/", import_preview.import_show, name="import_show"),
    path("imports/<int:pk>/confirm/", imports.import_confirm, name="import_confirm"),
    path("imports/<int:pk>/drop/", imports.import_drop, name="import_drop"),
    path("imports/<int:pk>/undo/", imports.import_undo, name="import_undo"),
    path("imports/<int:pk>/retry/", imports.import_retry, name="import_retry"),
    path("imports/<int:pk>/columns/", import_columns.import_columns, name="import_columns"),
    path("imports/<int:pk>/units/", import_units.import_units, name="import_units"),
    path("imports/<int:pk>/rows/<int:row_pk>/", import_rows.import_row_show, name="import_row_show"),
    path(
        "imports/<int:pk>/rows/<int:row_pk>/choose/", import_rows.import_row_choose, name="import_row_choose"
    ),
    path("imports/<int:pk>/judge/", import_rows.import_rows_judge, name="import_rows_judge"),
    path("imports/<int:pk>/rows/<int:row_pk>/judge/", import_rows.import_row_judge, name="import_row_judge"),
    path("imports/<int:pk>/file/", import_files.import_file, name="import_file"),
    path("imports/<int:pk>/rejects/", import_files.import_rejects, name="import_rejects"),
    path("imports/<int:pk>/export/", import_files.import_export, name="import_export"),
]
