import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand, TransactWriteCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";

// What a function costs that does nothing but hold the SDK, with the five commands that Success uses.
const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const TableName = process.env.SUCCESS_TABLE;
const Key = { pk: "bare", sk: "-" };

export const handler = async (): Promise<void> => {
  await client.send(new GetCommand({ TableName, Key }));
  const values = { ExpressionAttributeNames: { "#p": "pk" }, ExpressionAttributeValues: { ":p": "bare" } };
  await client.send(new QueryCommand({ TableName, KeyConditionExpression: "#p = :p", ...values }));
  await client.send(new PutCommand({ TableName, Item: Key }));
  await client.send(new UpdateCommand({ TableName, Key, UpdateExpression: "REMOVE gone" }));
  await client.send(new TransactWriteCommand({ TransactItems: [{ Put: { TableName, Item: Key } }] }));
};
