# POL-014
package platform.rules.long_lived_credentials

import data.platform.plan

rule := {
	"id": "POL-014",
	"title": "No IAM users and no access keys",
	"severity": "high",
	"why": "A key that never ends is found one day in a repository or a laptop.",
	"fix": "let people come through single sign-on and programs through roles; GitHub Actions through its OIDC provider",
}

findings contains plan.finding(resource, "it is a credential that never ends") if {
	some resource in plan.written
	resource.type in {"aws_iam_user", "aws_iam_access_key", "aws_iam_user_login_profile", "aws_iam_service_specific_credential", "aws_iam_signing_certificate", "aws_iam_user_ssh_key"}
}
