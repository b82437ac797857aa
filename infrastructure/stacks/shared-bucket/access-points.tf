# A service's own door: it leads to the service's prefix only, and opens to roles with the tag Service of that name only. Which of
# those roles may do what is said by their own policies; nobody can say more than the door lets through.
resource "aws_s3_access_point" "service" {
  for_each = var.services

  name   = "shared-${each.key}"
  bucket = module.bucket.name

  public_access_block_configuration {
    block_public_acls       = true
    block_public_policy     = true
    ignore_public_acls      = true
    restrict_public_buckets = true
  }

  # By a resource of its own below, as AWS keeps it.
  lifecycle {
    ignore_changes = [policy]
  }
}

# What goes through the door. The door itself stays the platform's: with `s3:*`, a denial of everybody else would deny the policy's own
# next change too.
locals {
  object_actions = [
    "s3:AbortMultipartUpload", "s3:DeleteObject*", "s3:GetObject*", "s3:ListMultipartUploadParts", "s3:PutObject*", "s3:RestoreObject",
  ]
  list_actions = ["s3:ListBucket", "s3:ListBucketMultipartUploads", "s3:ListBucketVersions"]
}

resource "aws_s3control_access_point_policy" "service" {
  for_each = var.services

  access_point_arn = aws_s3_access_point.service[each.key].arn

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "DenyOtherServices"
        Effect    = "Deny"
        Principal = "*"
        Action    = concat(local.object_actions, local.list_actions)
        Resource  = [aws_s3_access_point.service[each.key].arn, "${aws_s3_access_point.service[each.key].arn}/object/*"]
        Condition = { StringNotEquals = { "aws:PrincipalTag/Service" = each.key } }
      },
      {
        Sid         = "DenyOtherPrefixes"
        Effect      = "Deny"
        Principal   = "*"
        Action      = local.object_actions
        NotResource = ["${aws_s3_access_point.service[each.key].arn}/object/${each.key}/*"]
      },
      {
        # The missing prefix of a list of everything is no prefix of the service either.
        Sid       = "DenyOtherLists"
        Effect    = "Deny"
        Principal = "*"
        Action    = local.list_actions
        Resource  = aws_s3_access_point.service[each.key].arn
        Condition = { StringNotLike = { "s3:prefix" = ["${each.key}/*"] } }
      },
    ]
  })
}
