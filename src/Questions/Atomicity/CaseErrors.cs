using EdFi.BatchPerf.Scenarios;

namespace EdFi.BatchPerf.Questions.Atomicity;

/// <summary>Why a test of atomicity would prove nothing.</summary>
internal static class CaseErrors
{
    public static BatchPerfException ControlFailed(IScenario scenario, BatchResult answer) => new(
        "AtomicityControlFailed",
        answer.ErrorKind is ErrorKind.Forbidden or ErrorKind.Unauthorized ? ProblemKind.Authentication : ProblemKind.UnexpectedServer,
        $"A batch of {scenario.RequestName} without any poison was not committed: {answer.Error}",
        "Atomicity can be tested only with a batch that the server takes: look at the answer, the fixtures and the size of the batch.");

    public static BatchPerfException Unseen(TestDocument document) =>
        Blind(
            $"A batch was committed, and reading back {document.Label} does not show its "
                + $"{document.Op.ToString().ToLowerInvariant()}: {document.After.Problem ?? "it looks as it did before"}.");

    public static BatchPerfException NotFound(TestDocument document) =>
        Blind(
            $"{document.Label} was just written, and reading it back does not find it: "
                + $"{document.Before.Problem ?? "the query answers with an empty list"}.");

    public static BatchPerfException Existing(TestDocument document, string happened) => new(
        "ExistingDocument",
        ProblemKind.UnexpectedServer,
        $"{document.Label} existed before the test, so the test did not create it: {happened}.",
        "Find out whose it is. Use scenarios whose natural keys hold the run's key"
            + new OptionKey("ForbiddenOperation").IfOffered(
                static option => $", and a {option} that is about a document that does not exist")
            + ".");

    private static BatchPerfException Blind(string message) => new(
        "ReadBackBlind",
        ProblemKind.UnexpectedServer,
        message,
        "Without reading documents back by natural key nothing can be said of atomicity: check that the key may read them, and "
            + "that queries do not go to a copy that lags behind.");
}
