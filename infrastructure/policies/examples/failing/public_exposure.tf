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

# Halves of the Internet are the Internet.
resource "aws_security_group_rule" "public_exposure_halves" {
  security_group_id = "sg-0a1b2c3d4e5f60718"
  type              = "ingress"
  protocol          = "tcp"
  from_port         = 5432
  to_port           = 5432
  cidr_blocks       = ["0.0.0.0/1", "128.0.0.0/1"]
}

resource "aws_vpc_security_group_ingress_rule" "public_exposure_half" {
  security_group_id = "sg-0a1b2c3d4e5f60718"
  ip_protocol       = "tcp"
  from_port         = 22
  to_port           = 22
  cidr_ipv6         = "8000::/1"
}

resource "aws_security_group" "public_exposure_eighth" {
  name   = "example-eighth"
  vpc_id = "vpc-0a1b2c3d4e5f60718"

  ingress {
    protocol         = "tcp"
    from_port        = 22
    to_port          = 22
    ipv6_cidr_blocks = ["2000::/3"]
  }
}

# With every protocol, the port does not count.
resource "aws_security_group_rule" "public_exposure_every_protocol" {
  security_group_id = "sg-0a1b2c3d4e5f60718"
  type              = "ingress"
  protocol          = "-1"
  from_port         = 443
  to_port           = 443
  cidr_blocks       = ["0.0.0.0/0"]
}

resource "aws_vpc_security_group_ingress_rule" "public_exposure_hidden" {
  security_group_id = "sg-0a1b2c3d4e5f60718"
  ip_protocol       = "tcp"
  from_port         = 22
  to_port           = 22
  cidr_ipv4         = replace(aws_sns_topic.for_a_name.arn, "/.*/", "0.0.0.0/0")
}

resource "aws_ec2_managed_prefix_list" "public_exposure" {
  name           = "example"
  address_family = "IPv4"
  max_entries    = 1

  entry {
    cidr = "0.0.0.0/0"
  }
}

resource "aws_s3_bucket_acl" "public_exposure_grant" {
  bucket = "example"

  access_control_policy {
    owner {
      id = "0a1b2c3d4e5f60718"
    }

    grant {
      permission = "READ"

      grantee {
        type = "Group"
        uri  = "http://acs.amazonaws.com/groups/global/AuthenticatedUsers"
      }
    }
  }
}

resource "aws_s3_object" "public_exposure" {
  bucket  = "example"
  key     = "example"
  content = "example"
  acl     = "public-read"
}

resource "aws_s3_access_point" "public_exposure" {
  bucket = "example"
  name   = "example"

  public_access_block_configuration {
    block_public_policy = false
  }
}

resource "aws_ami_launch_permission" "public_exposure" {
  image_id = "ami-0a1b2c3d4e5f60718"
  group    = "all"
}

resource "aws_db_snapshot" "public_exposure" {
  db_instance_identifier = "example"
  db_snapshot_identifier = "example"
  shared_accounts        = ["all"]
}

resource "aws_ebs_snapshot_block_public_access" "public_exposure" {
  state = "unblocked"
}

resource "aws_redshift_cluster" "public_exposure" {
  cluster_identifier     = "example"
  node_type              = "ra3.xlplus"
  master_username        = "root"
  manage_master_password = true
  encrypted              = true
  kms_key_id             = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
  publicly_accessible    = true
  skip_final_snapshot    = false

  final_snapshot_identifier = "example-final"
}

resource "aws_eks_cluster" "public_exposure" {
  name     = "example"
  role_arn = "arn:aws:iam::111122223333:role/example"

  vpc_config {
    subnet_ids             = ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"]
    endpoint_public_access = true
  }
}

resource "aws_launch_template" "public_exposure" {
  name = "example"

  network_interfaces {
    associate_public_ip_address = true
  }
}

resource "aws_cognito_identity_pool" "public_exposure" {
  identity_pool_name               = "example"
  allow_unauthenticated_identities = true
}

resource "aws_opensearch_domain" "public_exposure" {
  domain_name = "example-public"

  encrypt_at_rest {
    enabled    = true
    kms_key_id = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
  }

  node_to_node_encryption {
    enabled = true
  }

  domain_endpoint_options {
    enforce_https       = true
    tls_security_policy = "Policy-Min-TLS-1-2-PFS-2023-10"
  }
}

resource "aws_security_group" "public_exposure_hidden" {
  name   = "example-hidden"
  vpc_id = "vpc-0a1b2c3d4e5f60718"

  dynamic "ingress" {
    for_each = [22]

    content {
      protocol    = "tcp"
      from_port   = ingress.value
      to_port     = ingress.value
      cidr_blocks = [replace(aws_sns_topic.for_a_name.arn, "/.*/", "0.0.0.0/0")]
    }
  }
}

resource "aws_eip" "public_exposure" {
  domain            = "vpc"
  network_interface = "eni-0a1b2c3d4e5f60718"
}

resource "aws_security_group_rule" "public_exposure_hidden" {
  security_group_id = "sg-0a1b2c3d4e5f60718"
  type              = replace(aws_sns_topic.for_a_name.arn, "/.*/", "ingress")
  protocol          = "tcp"
  from_port         = 22
  to_port           = 22
  cidr_blocks       = ["0.0.0.0/0"]
}

# A listener of it could be any port, and its targets see its own addresses only.
resource "aws_lb" "public_exposure_without_groups" {
  name                       = "example-connections"
  load_balancer_type         = "network"
  internal                   = false
  subnets                    = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
  enable_deletion_protection = true
}
