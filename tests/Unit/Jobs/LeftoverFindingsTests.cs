using EdFi.BatchPerf.Jobs.Leftovers;

namespace EdFi.BatchPerf.Unit.Jobs;

public sealed class LeftoverFindingsTests
{
    [Theory]
    [InlineData("Nothing was found that run r left.", 0)]
    [InlineData("Run r left 1 document: 1 still there.", 0, LeftoverState.Found)]
    [InlineData("Run r left 2 documents: 2 deleted.", 0, LeftoverState.Removed, LeftoverState.Removed)]
    [InlineData("Run r left 2 documents: 1 deleted, 1 that the server refused to delete.", 0, LeftoverState.Refused, LeftoverState.Removed)]
    [InlineData(
        "Nothing was found that run r left. Whether 480 documents of it exist is not known: the rows of state Unknown say why.", 480, LeftoverState.Unknown)]
    [InlineData(
        "Run r left 1 document: 1 deleted. Whether 1 more document of it exists is not known: the rows of state Unknown say why.", 1, LeftoverState.Removed, LeftoverState.Unknown)]
    public void What_became_of_documents_is_said_by_what_was_done(string words, long unseen, params LeftoverState[] states) => Assert.Equal(
        words,
        new LeftoverFindings("r", [.. states.Select(Left)], unseen, unseen > 0 ? 1 : 0).Describe());

    private static BatchLeftover Left(LeftoverState state) =>
        new() { RunId = "r", Resource = "students", NaturalKey = "{}", Id = "", Scenario = "Student", State = state };
}
