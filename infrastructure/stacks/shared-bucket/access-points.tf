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

resource "aws_s3control_access_point_policy" "service" {
  for_each = aws_s3_access_point.service

  access_point_arn = each.value.arn

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "DenyOtherServices"
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:*"
        Resource  = [each.value.arn, "${each.value.arn}/object/*"]
        Condition = { StringNotEquals = { "aws:PrincipalTag/Service" = each.key } }
      },
      {
        Sid         = "DenyOtherPrefixes"
        Effect      = "Deny"
        Principal   = "*"
        Action      = "s3:*"
        NotResource = [each.value.arn, "${each.value.arn}/object/${each.key}/*"]
      },
      {
        # The missing prefix of a list of everything is no prefix of the service either.
        Sid       = "DenyOtherLists"
        Effect    = "Deny"
        Principal = "*"
        Action    = ["s3:ListBucket", "s3:ListBucketVersions"]
        Resource  = each.value.arn
        Condition = { StringNotLike = { "s3:prefix" = ["${each.key}/*"] } }
      },
    ]
  })
}
