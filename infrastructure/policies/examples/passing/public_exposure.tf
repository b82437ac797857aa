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
