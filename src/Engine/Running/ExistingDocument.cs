using EdFi.BatchPerf.Batches;
using EdFi.BatchPerf.Turns;

namespace EdFi.BatchPerf.Running;

/// <summary>A create that was answered with 200: it has updated a document that was there before the run.</summary>
internal static class ExistingDocument
{
    /// <summary>The answer as a failure, with which nothing more is done to the document.</summary>
    public static BatchAnswer Refused(BatchAnswer answer, string words, in TurnSubject subject) => answer with
    {
        ErrorKind = ErrorKind.Conflict,
        Error = words,
        Fate = BatchFate.RolledBack,
        FailedOperation = new FailedOperation
        {
            Index = 0,
            Op = OperationNames.Of(OperationKind.Create),
            Resource = subject.Resource,
            Status = 200,
            Title = "Existing document",
            Detail = words,
        },
        DocumentIds = null,
        BodyExcerpt = null,
    };

    /// <summary>Describes the document and its change, for the operator.</summary>
    public static string Describe(BatchAnswer answer, in TurnSubject subject) =>
        $"{subject.Resource} {subject.NaturalKey} (id {answer.DocumentIds?[0] ?? "not given"}) existed before this run, and its "
            + "create changed it (POST answered 200, not 201). "
        + "What it was before is not known, since nothing is read before a create. Nothing more was done to it, and it was not deleted.";
}
