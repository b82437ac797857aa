"""What moto lacks and the platform's Terraform relies on.

One file for each AWS service. Each has `apply()`, which replaces methods by `patching.replace`: that fails at the start
of the emulator when a new release of moto no longer has the method, instead of silently doing nothing.

An extension stays honest by Terraform's own measure: what was applied must read back without a change
(`script/infra emulate`).
"""

from __future__ import annotations

from . import (
    access,
    acm,
    amp,
    apigatewayv2,
    application_autoscaling,
    athena,
    awslambda,
    awslambda_run,
    backup,
    bcm_data_exports,
    budgets,
    ce,
    chatbot,
    cloudtrail,
    cloudwatch,
    dynamodb,
    ec2,
    ecs,
    efs,
    elasticache,
    grafana,
    kms,
    logs,
    rds,
    route53,
    s3,
    s3_lifecycle,
    s3_policy,
    stepfunctions,
)

EXTENSIONS = (
    access,
    acm,
    amp,
    apigatewayv2,
    application_autoscaling,
    athena,
    awslambda,
    awslambda_run,
    backup,
    bcm_data_exports,
    budgets,
    ce,
    chatbot,
    cloudtrail,
    cloudwatch,
    dynamodb,
    ec2,
    ecs,
    efs,
    elasticache,
    grafana,
    kms,
    logs,
    rds,
    route53,
    s3,
    s3_lifecycle,
    s3_policy,
    stepfunctions,
)


def apply() -> None:
    for extension in EXTENSIONS:
        extension.apply()
