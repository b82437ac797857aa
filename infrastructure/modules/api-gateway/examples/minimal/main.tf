# Callers sign with their IAM role. The key comes from the contract kms (see contract-read), the ARNs from the module lambda.
module "api" {
  source = "../.."

  name             = "checkout-dev"
  logs_kms_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"

  routes = {
    "GET /orders/{id}" = {
      lambda = {
        function_arn = "arn:aws:lambda:ap-northeast-2:111122223333:function:checkout-orders-dev"
        invoke_arn   = "arn:aws:apigateway:ap-northeast-2:lambda:path/2015-03-31/functions/arn:aws:lambda:ap-northeast-2:111122223333:function:checkout-orders-dev:live/invocations"
      }
    }
  }
}

output "url" {
  description = "Where the API answers."
  value       = module.api.url
}
