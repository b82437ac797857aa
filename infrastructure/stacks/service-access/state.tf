# The state of a service, and nothing else in the bucket. Ref. https://developer.hashicorp.com/terraform/language/backend/s3
locals {
  bucket = "arn:aws:s3:::${module.bootstrap.values.state_bucket}"
  table  = "arn:aws:dynamodb:${var.region}:${local.account}:table/${module.bootstrap.values.lock_table}"
  keys   = { for name in keys(local.services) : name => "services/${name}/*" }

  # A plan writes nothing but its locks: the file beside the state, and the item of the table, which moves to that file.
  plan_state = {
    for name, key in local.keys : name => concat(local.common_state[name], [
      { Sid = "Lock", Effect = "Allow", Action = ["s3:PutObject", "s3:DeleteObject"], Resource = "${local.bucket}/${key}.tflock" },
      {
        Sid = "LockItem", Effect = "Allow", Action = ["dynamodb:PutItem", "dynamodb:DeleteItem"], Resource = local.table
        Condition = {
          "ForAllValues:StringLike"    = { "dynamodb:LeadingKeys" = ["${module.bootstrap.values.state_bucket}/${key}"] }
          "ForAllValues:StringNotLike" = { "dynamodb:LeadingKeys" = ["*-md5"] }
          Null                         = { "dynamodb:LeadingKeys" = "false" }
        }
      },
    ])
  }

  apply_state = {
    for name, key in local.keys : name => concat(local.common_state[name], [
      { Sid = "State", Effect = "Allow", Action = ["s3:PutObject", "s3:DeleteObject"], Resource = "${local.bucket}/${key}" },
      {
        Sid = "LockItem", Effect = "Allow", Action = ["dynamodb:PutItem", "dynamodb:DeleteItem"], Resource = local.table
        Condition = {
          "ForAllValues:StringLike" = { "dynamodb:LeadingKeys" = ["${module.bootstrap.values.state_bucket}/${key}"] }
          Null                      = { "dynamodb:LeadingKeys" = "false" }
        }
      },
    ])
  }

  common_state = {
    for name, key in local.keys : name => [
      { Sid = "ReadState", Effect = "Allow", Action = ["s3:GetObject"], Resource = "${local.bucket}/${key}" },
      {
        # `env:/` is where Terraform looks for workspaces, at every init.
        Sid       = "FindState", Effect = "Allow", Action = ["s3:ListBucket"], Resource = local.bucket
        Condition = { StringLike = { "s3:prefix" = [key, "env:/"] } }
      },
      {
        Sid = "ReadLockItem", Effect = "Allow", Action = ["dynamodb:GetItem"], Resource = local.table
        Condition = {
          "ForAllValues:StringLike" = { "dynamodb:LeadingKeys" = ["${module.bootstrap.values.state_bucket}/${key}"] }
          Null                      = { "dynamodb:LeadingKeys" = "false" }
        }
      },
      {
        Sid       = "StateKey", Effect = "Allow", Action = ["kms:Decrypt", "kms:GenerateDataKey"], Resource = module.kms.values.terraform_state_key_arn
        Condition = { StringEquals = { "kms:ViaService" = "s3.${var.region}.amazonaws.com" } }
      },
    ]
  }
}
