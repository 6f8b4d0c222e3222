import { RemovalPolicy } from "aws-cdk-lib";
import { AttributeType, Billing, CfnGlobalTable, ProjectionType, TableEncryptionV2, TableV2 } from "aws-cdk-lib/aws-dynamodb";
import type { IKey } from "aws-cdk-lib/aws-kms";
import type { Construct } from "constructs";

const text = (name: string) => ({ name, type: AttributeType.STRING });

const listIndex = (name: "List" | "Filter", partition: string, number: 1 | 2 | 3) => ({
  indexName: `${name}${number}`,
  partitionKey: text(partition),
  sortKey: text(`s${number}`),
  projectionType: ProjectionType.ALL,
});

/** Makes the single table; docs/reference and the architecture tell what lives under which key. */
export function makeTable(scope: Construct, key: IKey, keepData: boolean): TableV2 {
  const table = new TableV2(scope, "Table", {
    partitionKey: text("pk"),
    sortKey: text("sk"),
    billing: Billing.onDemand(),
    encryption: TableEncryptionV2.awsManagedKey(),
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    timeToLiveAttribute: "ttl",
    deletionProtection: keepData,
    removalPolicy: keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    globalSecondaryIndexes: [
      listIndex("List", "lp", 1),
      listIndex("List", "lp", 2),
      listIndex("List", "lp", 3),
      listIndex("Filter", "fp", 1),
      listIndex("Filter", "fp", 2),
      listIndex("Filter", "fp", 3),
      { indexName: "DUE", partitionKey: text("due"), sortKey: text("dueAt"), projectionType: ProjectionType.KEYS_ONLY },
      {
        indexName: "AUDIT",
        partitionKey: text("ap"),
        sortKey: text("at"),
        projectionType: ProjectionType.INCLUDE,
        nonKeyAttributes: ["actor", "action", "object", "change", "requestId"],
      },
    ],
  });
  encryptWith(table, key);
  return table;
}

// CDK refuses a key of one's own while the region is open; the property itself takes one.
function encryptWith(table: TableV2, key: IKey): void {
  const resource = table.node.defaultChild;
  if (!(resource instanceof CfnGlobalTable)) throw new Error("TableV2 no longer makes an AWS::DynamoDB::GlobalTable");
  resource.addPropertyOverride("Replicas.0.SSESpecification", { KMSMasterKeyId: key.keyArn });
}
