# The central repository's own two roles, for its stacks: whoever merges there decides what the account looks like, so these are wide.
# They still read no data, make no user and no key, and leave the states of services alone.
locals {
  # What a stack makes and changes, as verbs by service. Looking is ReadOnlyAccess.
  platform_changing = {
    acm                     = ["Add", "Delete", "Remove", "Request", "Update"]
    application-autoscaling = ["Delete", "Deregister", "Put", "Register", "Tag", "Untag"]
    aps                     = ["Create", "Delete", "Put", "Tag", "Untag", "Update"]
    athena                  = ["Create", "Delete", "Tag", "Untag", "Update"]
    backup                  = ["Create", "Delete", "Put", "Tag", "Untag", "Update"]
    backup-storage          = ["Mount"]
    bcm-data-exports        = ["Create", "Delete", "Tag", "Untag", "Update"]
    budgets                 = ["Create", "Delete", "Modify", "Tag", "Untag", "Update"]
    ce                      = ["Create", "Delete", "Tag", "Untag", "Update"]
    chatbot                 = ["Create", "Delete", "Tag", "Untag", "Update"]
    cloudtrail              = ["Add", "Create", "Put", "Remove", "Start", "Update"]
    cloudwatch              = ["Delete", "Put", "Tag", "Untag"]
    cur                     = ["Put"]
    dynamodb                = ["Create", "DeleteTable", "Tag", "Untag", "UpdateContinuousBackups", "UpdateTable"]
    ec2 = [
      "Accept", "Allocate", "Assign", "Associate", "Attach", "Authorize", "Create", "Delete", "Detach", "Disable", "Disassociate", "Enable",
      "Modify", "Release", "Replace", "Revoke", "Unassign", "Update",
    ]
    ecr                  = ["Create", "Delete", "Put", "Set", "Start", "Tag", "Untag"]
    ecs                  = ["Create", "Delete", "Deregister", "Put", "Register", "Tag", "Untag", "Update"]
    elasticache          = ["Add", "Create", "Delete", "Increase", "Decrease", "Modify", "Remove"]
    elasticfilesystem    = ["Create", "Delete", "Modify", "Put", "Tag", "Untag", "Update"]
    elasticloadbalancing = ["Add", "Create", "Delete", "Deregister", "Modify", "Register", "Remove", "Set"]
    events               = ["Delete", "Put", "Remove", "Tag", "Untag"]
    firehose             = ["Create", "Delete", "Start", "Tag", "Untag", "Update"]
    glue                 = ["Create", "Delete", "Tag", "Untag", "Update"]
    grafana              = ["Associate", "Create", "Delete", "Disassociate", "Tag", "Untag", "Update"]
    iam = [
      "AttachRolePolicy", "CreatePolicy", "CreateRole", "CreateServiceLinkedRole", "DeletePolicy", "DeleteRole", "DeleteServiceLinkedRole",
      "DetachRolePolicy", "PassRole", "PutRole", "SetDefaultPolicyVersion", "TagPolicy", "TagRole", "UntagPolicy", "UntagRole",
      "UpdateAssumeRolePolicy", "UpdateRole",
    ]
    # To run a key and to let services use it. Who decrypts, the keys' policies say.
    kms = [
      "Cancel", "CreateAlias", "CreateGrant", "CreateKey", "DeleteAlias", "Disable", "Enable", "Put", "RetireGrant", "Revoke", "Rotate", "Schedule", "Tag",
      "Untag", "Update",
    ]
    lambda           = ["Add", "Create", "Delete", "Publish", "Put", "Remove", "Tag", "Untag", "Update"]
    logs             = ["Associate", "Create", "Delete", "Disassociate", "Put", "Tag", "Untag", "Update"]
    rds              = ["Add", "Create", "Delete", "Modify", "Reboot", "Remove", "Reset", "Start", "Stop"]
    route53          = ["Associate", "Change", "Create", "Delete", "Disassociate", "Update"]
    route53resolver  = ["Associate", "Create", "Delete", "Disassociate", "Put", "Tag", "Untag", "Update"]
    s3               = ["CreateAccessPoint", "CreateBucket", "DeleteAccessPoint", "DeleteBucket", "PutAccessPoint", "PutBucket", "PutEncryption", "PutLifecycle", "Tag", "Untag"]
    scheduler        = ["Create", "Delete", "Tag", "Untag", "Update"]
    secretsmanager   = ["Cancel", "Create", "Delete", "Put", "Restore", "Rotate", "Tag", "Untag", "Update"]
    servicediscovery = ["Create", "Delete", "Tag", "Untag", "Update"]
    sns              = ["Add", "Create", "Delete", "Remove", "Set", "Subscribe", "Tag", "Unsubscribe", "Untag"]
    sqs              = ["Add", "CreateQueue", "DeleteQueue", "Remove", "Set", "Tag", "Untag"]
    # Grafana's workspace is an application of IAM Identity Center, and its groups are assigned to it by who calls.
    sso = [
      "AssociateProfile", "CreateApplicationAssignment", "CreateManagedApplicationInstance", "DeleteApplicationAssignment",
      "DeleteManagedApplicationInstance", "DisassociateProfile",
    ]
    ssm    = ["AddTags", "DeleteParameter", "PutParameter", "RemoveTags"]
    states = ["Create", "Delete", "Publish", "Tag", "Untag", "Update", "Validate"]
    wafv2  = ["Associate", "Create", "Delete", "Disassociate", "Put", "Tag", "Untag", "Update"]
  }

  platform_states  = "${local.bucket}/*/terraform.tfstate"
  platform_objects = [local.platform_states, "${local.platform_states}.tflock"]
  platform_keys    = "arn:aws:kms:${var.region}:${local.account}:key/*"
  rotation         = "arn:aws:lambda:${var.region}:${local.account}:function:platform-secret-rotation"
  platform_lock_items = [
    for suffix in ["", "-md5"] : "${module.bootstrap.values.state_bucket}/*/terraform.tfstate${suffix}"
  ]

  platform_common = [
    { Sid = "ReadStates", Effect = "Allow", Action = ["s3:GetObject"], Resource = local.platform_objects },
    { Sid = "FindStates", Effect = "Allow", Action = ["s3:ListBucket"], Resource = local.bucket },
    { Sid = "Locks", Effect = "Allow", Action = ["s3:DeleteObject", "s3:PutObject"], Resource = "${local.platform_states}.tflock" },
    {
      Sid       = "LockItems", Effect = "Allow", Action = ["dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem"], Resource = local.table
      Condition = { "ForAllValues:StringLike" = { "dynamodb:LeadingKeys" = local.platform_lock_items }, Null = { "dynamodb:LeadingKeys" = "false" } }
    },
    {
      Sid       = "StateKey", Effect = "Allow", Action = ["kms:Decrypt", "kms:GenerateDataKey"], Resource = module.kms.values.terraform_state_key_arn
      Condition = { StringEquals = { "kms:ViaService" = "s3.${var.region}.amazonaws.com" } }
    },
    # Two load balancers are told the secret with which people sign in; first values are made by chance.
    { Sid = "Secrets", Effect = "Allow", Action = ["secretsmanager:GetSecretValue"], Resource = "arn:aws:secretsmanager:${var.region}:${local.account}:secret:platform/*" },
    { Sid = "Chance", Effect = "Allow", Action = ["secretsmanager:GetRandomPassword"], Resource = "*" },
    {
      Sid       = "SecretsKey", Effect = "Allow", Action = ["kms:Decrypt"], Resource = local.platform_keys
      Condition = { StringEquals = { "aws:ResourceTag/Service" = "kms", "kms:ViaService" = "secretsmanager.${var.region}.amazonaws.com" } }
    },
    # ReadOnlyAccess reads objects, items, messages and log lines too: those are not what a plan compares.
    { Sid = "NoObjects", Effect = "Deny", Action = ["s3:GetObject*"], NotResource = local.platform_objects },
    { Sid = "NoItems", Effect = "Deny", Action = ["dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query", "dynamodb:Scan"], NotResource = local.table },
    {
      Sid         = "NoSecrets", Effect = "Deny", Action = ["secretsmanager:BatchGetSecretValue", "secretsmanager:GetSecretValue"]
      NotResource = "arn:aws:secretsmanager:${var.region}:${local.account}:secret:platform/*"
    },
    {
      Sid    = "NoData", Effect = "Deny", Resource = "*"
      Action = ["athena:GetQueryResults*", "ecr:GetDownloadUrlForLayer", "logs:FilterLogEvents", "logs:GetLogEvents", "logs:StartLiveTail", "logs:StartQuery", "sqs:ReceiveMessage"]
    },
    { Sid = "ServicesStates", Effect = "Deny", Action = ["s3:*Object*"], Resource = "${local.bucket}/services/*" },
    {
      Sid       = "ServicesLocks", Effect = "Deny", Action = ["dynamodb:*Item"], Resource = local.table
      Condition = { "ForAnyValue:StringLike" = { "dynamodb:LeadingKeys" = ["${module.bootstrap.values.state_bucket}/services/*"] } }
    },
  ]

  platform_policies = {
    plan = local.platform_common
    apply = concat(local.platform_common, [
      { Sid = "States", Effect = "Allow", Action = ["s3:PutObject"], Resource = local.platform_states },
      {
        Sid    = "Keys", Effect = "Allow", Resource = local.platform_keys
        Action = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"]
        Condition = {
          StringEquals = { "aws:ResourceTag/Service" = "kms" }
          StringLike   = { "kms:ViaService" = "*.${var.region}.amazonaws.com" }
        }
      },
      # Copies of backups have a key in their own region, which the stack backup makes: its vaults there are made with it.
      {
        Sid    = "CopiesKey", Effect = "Allow", Resource = "arn:aws:kms:*:${local.account}:key/*"
        Action = ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey*"]
        Condition = {
          StringEquals = { "aws:ResourceTag/Service" = "backup" }
          StringLike   = { "kms:ViaService" = "backup.*.amazonaws.com" }
        }
      },
      # Secrets Manager calls the function that rotates only for those who may call it themselves.
      { Sid = "Rotation", Effect = "Allow", Action = ["lambda:InvokeFunction"], Resource = [local.rotation, "${local.rotation}:*"] },
      # The trail is what tells who did all of this.
      { Sid = "KeepTrail", Effect = "Deny", Action = ["cloudtrail:DeleteTrail", "cloudtrail:StopLogging"], Resource = "*" },
    ])
  }
}

locals {
  halves = { first = 0, second = 1 }
}

resource "aws_iam_role" "platform" {
  for_each = local.platform_policies

  name                 = "${each.key}-platform"
  path                 = "/service-access/"
  description          = "Atlantis ${each.key == "plan" ? "plans" : "applies"} the stacks of the central repository with it."
  assume_role_policy   = local.trust
  max_session_duration = 3600
}

resource "aws_iam_role_policy_attachment" "platform" {
  for_each = local.platform_policies

  role       = aws_iam_role.platform[each.key].name
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}

resource "aws_iam_role_policy" "platform" {
  # checkov:skip=CKV_AWS_355: what may be read on everything is chance; what is denied is denied everywhere
  for_each = local.platform_policies

  name   = "states"
  role   = aws_iam_role.platform[each.key].name
  policy = jsonencode({ Version = "2012-10-17", Statement = each.value })
}

# Managed, because an inline policy would not hold it. In two halves, for the same reason.
resource "aws_iam_policy" "platform" {
  # checkov:skip=CKV_AWS_286: stacks make roles; who changes them is decided by who may merge in the central repository
  # checkov:skip=CKV_AWS_287: as above
  # checkov:skip=CKV_AWS_288: as above
  # checkov:skip=CKV_AWS_289: as above
  # checkov:skip=CKV_AWS_290: as above
  # checkov:skip=CKV_AWS_355: what is made has no ARN yet
  # checkov:skip=CKV2_AWS_40: as above
  for_each = local.halves

  name        = "platform-apply-${each.key}"
  path        = "/service-access/"
  description = "What the stacks of the central repository make and change, ${each.key} half."

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid      = "Change"
      Effect   = "Allow"
      Resource = "*"
      Action = flatten([
        for index, service in keys(local.platform_changing) : [for verb in local.platform_changing[service] : "${service}:${verb}*"]
        if floor(index * 2 / length(local.platform_changing)) == each.value
      ])
    }]
  })
}

resource "aws_iam_role_policy_attachment" "platform_changing" {
  for_each = local.halves

  role       = aws_iam_role.platform["apply"].name
  policy_arn = aws_iam_policy.platform[each.key].arn
}
