resource "aws_s3_bucket_public_access_block" "public_exposure" {
  bucket                  = "example"
  block_public_acls       = true
  block_public_policy     = false
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_acl" "public_exposure" {
  bucket = "example"
  acl    = "public-read"
}

resource "aws_vpc_security_group_ingress_rule" "public_exposure_database" {
  security_group_id = "sg-0a1b2c3d4e5f60718"
  ip_protocol       = "tcp"
  from_port         = 5432
  to_port           = 5432
  cidr_ipv4         = "0.0.0.0/0"
}

resource "aws_vpc_security_group_ingress_rule" "public_exposure_everything" {
  security_group_id = "sg-0a1b2c3d4e5f60718"
  ip_protocol       = "-1"
  cidr_ipv6         = "::/0"
}

resource "aws_security_group_rule" "public_exposure" {
  security_group_id = "sg-0a1b2c3d4e5f60718"
  type              = "ingress"
  protocol          = "tcp"
  from_port         = 80
  to_port           = 443
  cidr_blocks       = ["10.0.0.0/8", "0.0.0.0/0"]
}

resource "aws_security_group" "public_exposure" {
  name   = "example"
  vpc_id = "vpc-0a1b2c3d4e5f60718"

  ingress {
    protocol    = "tcp"
    from_port   = 22
    to_port     = 22
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_subnet" "public_exposure" {
  vpc_id                  = "vpc-0a1b2c3d4e5f60718"
  cidr_block              = "10.0.0.0/24"
  map_public_ip_on_launch = true
}

resource "aws_lambda_function_url" "public_exposure" {
  function_name      = "example"
  authorization_type = "NONE"
}

resource "aws_ecs_service" "public_exposure" {
  name            = "example"
  cluster         = "arn:aws:ecs:ap-northeast-2:111122223333:cluster/platform"
  task_definition = "example:1"

  network_configuration {
    subnets          = ["subnet-0a1b2c3d4e5f60718"]
    assign_public_ip = true
  }
}
