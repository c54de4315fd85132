using EdFi.BatchPerf.Batches;

namespace EdFi.BatchPerf.Unit.Batches;

/// <summary>What batches consist of, and what a server answers when all of it was committed.</summary>
internal static class Shapes
{
    public static readonly BatchShape Triple = Of(1);

    /// <summary>So many triples of create, update and delete of students.</summary>
    public static BatchShape Of(int triples) => new(
        [.. Enumerable.Range(0, triples).SelectMany(static _ => new[] { OperationKind.Create, OperationKind.Update, OperationKind.Delete }).Select(static op => (op, "students"))]);

    public static string Success(BatchShape shape) =>
        $"[{string.Join(',', Enumerable.Range(0, shape.Count).Select(i => Outcome(i, OperationNames.Of(shape.Op(i)), shape.Resource(i))))}]";

    public static string Outcome(int index, string op, string resource = "students", string status = "success") =>
        $$"""{"index":{{index}},"status":"{{status}}","op":"{{op}}","resource":"{{resource}}","documentId":"01a20240-c7bb-7d35-af22-7bed828af9e{{index % 10}}"}""";

    /// <summary>The refusal of a batch because of one operation, as transcripts 08 have it.</summary>
    public static string Failed(int status, int index, string op = "update", string resource = "students", string type = "urn:ed-fi:api:not-found") => $$$"""
        {"detail":"Batch operation failed and was rolled back.","type":"urn:ed-fi:api:batch-operation-failed","title":"Batch Operation Failed","status":{{{status}}},"correlationId":"0HN:1","validationErrors":{},"errors":[],
         "failedOperation":{"index":{{{index}}},"op":"{{{op}}}","resource":"{{{resource}}}","problem":{"detail":"Why.","type":"{{{type}}}","title":"What","status":{{{status}}},"correlationId":"0HN:1","validationErrors":{},"errors":[]} } }
        """;
}
