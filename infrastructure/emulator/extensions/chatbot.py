"""AWS Chatbot (Amazon Q Developer in chat applications), which moto does not have: channels of Slack."""

from __future__ import annotations

from typing import Any

from moto.core.responses import ActionResult, EmptyResult

from .added_services import AddedService, serve

GIVEN = (
    "SlackTeamId", "SlackChannelId", "SlackChannelName", "SnsTopicArns", "IamRoleArn", "ConfigurationName", "LoggingLevel",
    "GuardrailPolicyArns", "UserAuthorizationRequired", "Tags",
)


class Chatbot(AddedService):
    name = "chatbot"

    def _given(self) -> dict[str, Any]:
        return {name: self.params[name] for name in GIVEN if self.params.get(name) is not None}

    def create_slack_channel_configuration(self) -> ActionResult:
        # A global service: its ARNs have no region.
        arn = f"arn:aws:chatbot::{self.current_account}:chat-configuration/slack-channel/{self._get_param('ConfigurationName')}"
        self.kept[arn] = {
            "ChatConfigurationArn": arn,
            "SlackTeamName": self._workspace_name(),
            "SnsTopicArns": [],
            "LoggingLevel": "NONE",
            "GuardrailPolicyArns": ["arn:aws:iam::aws:policy/AdministratorAccess"],
            "UserAuthorizationRequired": False,
            "State": "ENABLED",
            "Tags": [],
            **self._given(),
        }
        return ActionResult({"ChannelConfiguration": self.kept[arn]})

    def _workspace_name(self) -> str:
        # AWS asks Slack for the workspace's name.
        return f"workspace {self._get_param('SlackTeamId')}"

    def describe_slack_channel_configurations(self) -> ActionResult:
        arn = self._get_param("ChatConfigurationArn")
        found = [one for key, one in self.kept.items() if arn in (None, key)]
        return ActionResult({"SlackChannelConfigurations": found})

    def update_slack_channel_configuration(self) -> ActionResult:
        configuration = self.found(self._get_param("ChatConfigurationArn"))
        configuration.update(self._given())
        return ActionResult({"ChannelConfiguration": configuration})

    def delete_slack_channel_configuration(self) -> ActionResult:
        self.found(self._get_param("ChatConfigurationArn"))
        del self.kept[self._get_param("ChatConfigurationArn")]
        return EmptyResult()

    def list_tags_for_resource(self) -> ActionResult:
        return ActionResult({"Tags": self.found(self._get_param("ResourceARN"))["Tags"]})

    def tag_resource(self) -> ActionResult:
        configuration = self.found(self._get_param("ResourceARN"))
        given = self._get_param("Tags")
        names = {tag["TagKey"] for tag in given}
        configuration["Tags"] = [tag for tag in configuration["Tags"] if tag["TagKey"] not in names] + given
        return EmptyResult()

    def untag_resource(self) -> ActionResult:
        configuration = self.found(self._get_param("ResourceARN"))
        removed = set(self._get_param("TagKeys"))
        configuration["Tags"] = [tag for tag in configuration["Tags"] if tag["TagKey"] not in removed]
        return EmptyResult()


def apply() -> None:
    serve(Chatbot)
