resource "aws_s3_bucket_public_access_block" "public_exposure" {
  bucket                  = "example"
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_vpc_security_group_ingress_rule" "public_exposure_web" {
  security_group_id = "sg-0a1b2c3d4e5f60718"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "0.0.0.0/0"
}

resource "aws_vpc_security_group_ingress_rule" "public_exposure_inside" {
  security_group_id            = "sg-0a1b2c3d4e5f60718"
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
  referenced_security_group_id = "sg-0a1b2c3d4e5f60719"
}

resource "aws_security_group" "public_exposure" {
  name   = "example"
  vpc_id = "vpc-0a1b2c3d4e5f60718"

  ingress {
    protocol    = "tcp"
    from_port   = 5432
    to_port     = 5432
    cidr_blocks = ["10.0.0.0/16"]
  }
}

resource "aws_subnet" "public_exposure" {
  vpc_id     = "vpc-0a1b2c3d4e5f60718"
  cidr_block = "10.0.0.0/24"
}

resource "aws_lambda_function_url" "public_exposure" {
  function_name      = "example"
  authorization_type = "AWS_IAM"
}

resource "aws_security_group_rule" "public_exposure_partner" {
  security_group_id = "sg-0a1b2c3d4e5f60718"
  type              = "ingress"
  protocol          = "tcp"
  from_port         = 8443
  to_port           = 8443
  cidr_blocks       = ["203.0.113.0/24", "10.0.0.0/8", "172.16.0.0/12", "100.64.0.0/10"]
  ipv6_cidr_blocks  = ["2001:db8::/32", "fd00::/8"]
}

resource "aws_s3_access_point" "public_exposure" {
  bucket = "example"
  name   = "example"
}

resource "aws_db_snapshot" "public_exposure" {
  db_instance_identifier = "example"
  db_snapshot_identifier = "example"
  shared_accounts        = ["222233334444"]
}

resource "aws_ami_launch_permission" "public_exposure" {
  image_id   = "ami-0a1b2c3d4e5f60718"
  account_id = "222233334444"
}

resource "aws_eip" "public_exposure_of_a_nat_gateway" {
  domain = "vpc"
}

resource "aws_cognito_identity_pool" "public_exposure" {
  identity_pool_name               = "example"
  allow_unauthenticated_identities = false
}

resource "aws_eks_cluster" "public_exposure" {
  name     = "example"
  role_arn = "arn:aws:iam::111122223333:role/example"

  vpc_config {
    subnet_ids              = ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"]
    endpoint_private_access = true
    endpoint_public_access  = false
  }
}

# What the plan makes may be named, where it opens nothing by itself.
resource "aws_vpc_security_group_ingress_rule" "public_exposure_new" {
  security_group_id            = aws_security_group.public_exposure.id
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
  referenced_security_group_id = aws_security_group.public_exposure.id
}

resource "aws_lb" "public_exposure_connections" {
  name                       = "example-connections"
  load_balancer_type         = "network"
  internal                   = false
  subnets                    = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
  security_groups            = ["sg-0123456789abcdef0"]
  enable_deletion_protection = true
}

resource "aws_lb" "public_exposure_inside" {
  name                       = "example-inside"
  load_balancer_type         = "network"
  internal                   = true
  subnets                    = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
  enable_deletion_protection = true
}
