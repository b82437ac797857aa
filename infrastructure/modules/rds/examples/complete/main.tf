# A throw-away MySQL database with one client, in a network of its own. Every protection that costs money or stops a clean
# removal is switched off by name: do not copy those four lines. A real key for logs needs a policy for CloudWatch Logs.
resource "aws_vpc" "example" {
  # checkov:skip=CKV2_AWS_11: an example; the stack network has flow logs
  # checkov:skip=CKV2_AWS_12: an example; the stack network empties the default group
  cidr_block           = "10.93.0.0/16"
  enable_dns_hostnames = true
}

resource "aws_subnet" "data" {
  for_each = { a = 0, b = 1 }

  vpc_id            = aws_vpc.example.id
  availability_zone = "ap-northeast-2${each.key}"
  cidr_block        = cidrsubnet(aws_vpc.example.cidr_block, 8, each.value)
}

resource "aws_kms_key" "data" {
  # checkov:skip=CKV2_AWS_64: an example; the stack kms writes its policies
  description             = "Encrypts the database of the example."
  deletion_window_in_days = 7
  enable_key_rotation     = true
}

module "client" {
  source = "../../../security-group"

  name        = "example-database-client"
  description = "Clients of the database"
  vpc_id      = aws_vpc.example.id
}

module "database" {
  # checkov:skip=CKV_AWS_157: a throw-away database
  # checkov:skip=CKV_AWS_293: a throw-away database
  source = "../.."

  name                  = "example-database"
  engine                = "mysql"
  database_name         = "orders"
  vpc_id                = aws_vpc.example.id
  subnet_ids            = [for subnet in aws_subnet.data : subnet.id]
  kms_key_arn           = aws_kms_key.data.arn
  logs_kms_key_arn      = aws_kms_key.data.arn
  instance_class        = "db.t4g.medium"
  allocated_storage_gib = 50

  allowed_security_group_ids = { client = module.client.id }

  multi_az              = false
  backup_retention_days = 1
  deletion_protection   = false
  skip_final_snapshot   = true

  tags = { Service = "example" }
}

output "port" {
  description = "Port of the database."
  value       = module.database.port
}

output "master_secret_arn" {
  description = "Where the password is."
  value       = module.database.master_secret_arn
}
