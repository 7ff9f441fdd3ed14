"""Addresses of claims, first-referrer cases, public notices and first-talk protection."""

from django.urls import path

from projects.views import claims, notices, protections, referral

urlpatterns = [
    path("claims/", claims.claim_list, name="claim_list"),
    path("claims/export/", claims.claim_export, name="claim_export"),
    path("claims/new/", claims.claim_new, name="claim_new"),
    path("projects/<int:pk>/claims/new/", claims.claim_add, name="claim_add"),
    path("projects/<int:pk>/referral/", referral.referral_show, name="referral_show"),
    path("projects/<int:pk>/referral/print/", referral.referral_print, name="referral_print"),
    path("projects/<int:pk>/referral/propose/", referral.referral_propose, name="referral_propose"),
    path("projects/<int:pk>/referral/refer/", referral.referral_refer, name="referral_refer"),
    path("projects/<int:pk>/referral/decide/", referral.referral_decide, name="referral_decide"),
    path("projects/<int:pk>/referral/revoke/", referral.referral_revoke, name="referral_revoke"),
    path("projects/<int:pk>/protection/grant/", protections.protection_grant, name="protection_grant"),
    path("notices/", notices.referral_notice_list, name="referral_notice_list"),
    path("notices/export/", notices.referral_notice_export, name="referral_notice_export"),
    path("notices/<int:pk>/", notices.referral_notice_show, name="referral_notice_show"),
    path("notices/<int:pk>/object/", notices.objection_add, name="objection_add"),
    path("objections/<int:pk>/answer/", notices.objection_answer, name="objection_answer"),
    path("objections/<int:pk>/withdraw/", notices.objection_withdraw, name="objection_withdraw"),
    path("protections/", protections.protection_list, name="protection_list"),
    path("protections/export/", protections.protection_export, name="protection_export"),
    path("protections/<int:pk>/extend/", protections.protection_extend, name="protection_extend"),
    path("protections/<int:pk>/release/", protections.protection_release, name="protection_release"),
]
