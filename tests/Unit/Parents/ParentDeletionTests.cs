using System.Buffers;
using System.Text;
using EdFi.BatchPerf.Batches;
using EdFi.BatchPerf.Jobs.Parents;
using EdFi.BatchPerf.Scenarios;
using EdFi.BatchPerf.Unit.Batches;

namespace EdFi.BatchPerf.Unit.Parents;

/// <summary>Batches of deletes that do not succeed at once.</summary>
public sealed class ParentDeletionTests
{
    private const int MostInARow = 2;

    /// <summary>Answers in turn, whether the documents are gone in the end, and after how many batches that is known.</summary>
    public static TheoryData<string, bool, int> Answers { get; } = new()
    {
        { "ok", true, 1 },
        { "conflict ok", true, 2 },
        { "error error ok", true, 3 },
        { "throttled ok", true, 2 },
        { "broken ok", true, 2 },
        { "broken gone gone gone", true, 4 },
        { "lost gone gone gone", true, 4 },
        { "broken gone forbidden", false, 3 }, // one was missing before, and the rest is there still
        { "gone ok", true, 2 },
        { "gone gone gone", true, 3 },
        { "late gone gone gone", true, 4 },
        { "late late ok", false, 2 },
        { "broken missing ok", true, 3 },
        { "forbidden", false, 1 },
        { "token", false, 1 },
    };

    [Theory, MemberData(nameof(Answers))]
    public async Task What_may_pass_is_waited_for_and_what_was_carried_out_counts(string answers, bool gone, int batches)
    {
        var (script, sent) = (answers.Split(' '), 0);

        var outcome = await DeleteAsync(new ParentDeletion(MostInARow), () => Answer(script[sent++]));

        Assert.Equal((gone, batches), (outcome is { Problem: null, Left.Count: 0 }, sent));
    }

    [Fact]
    public async Task One_set_that_cannot_be_deleted_does_not_end_the_waiting_of_others_and_many_in_a_row_do()
    {
        var deletion = new ParentDeletion(MostInARow);
        Assert.NotNull((await DeleteAsync(deletion, static () => Answer("late"))).Problem);

        Assert.Equal((true, 2), await AfterOneConflictAsync());
        Assert.NotNull((await DeleteAsync(deletion, static () => Answer("late"))).Problem);
        Assert.NotNull((await DeleteAsync(deletion, static () => Answer("late"))).Problem);
        Assert.Equal((false, 2), await AfterOneConflictAsync());
        Assert.Equal((false, 2), await AfterOneConflictAsync()); // that the rest went is no sign that waiting helps

        async Task<(bool Gone, int Sent)> AfterOneConflictAsync()
        {
            var sent = 0;
            var outcome = await DeleteAsync(deletion, () => Answer(sent++ == 0 ? "conflict" : "ok"));
            return (outcome.Problem is null, sent);
        }
    }

    /// <summary>Answers in turn, the documents of each batch, and those that stay.</summary>
    [Theory]
    [InlineData("conflict ok", "210 20", "1")]
    [InlineData("missing ok", "210 21", "")]
    [InlineData("missing forbidden", "210 21", "21")]
    [InlineData("forbidden", "210", "210")]
    public async Task A_document_that_makes_the_batch_fail_is_taken_out_of_it(string answers, string batches, string left)
    {
        var (script, sent) = (answers.Split(' '), new List<string>());

        var outcome = await new ParentDeletion(mostInARow: 0).DeleteAsync(
            Set(),
            [2, 1, 0],
            batch =>
            {
                sent.Add(string.Concat(batch));
                return Task.FromResult(Answer(script[sent.Count - 1]));
            },
            CancellationToken.None);

        Assert.Equal(batches, string.Join(' ', sent));
        Assert.Equal((left, left.Length > 0), (string.Concat(outcome.Left), outcome.Problem is not null));
        Assert.Equal(answers.EndsWith("ok", StringComparison.Ordinal) ? 2 : 0, outcome.Deleted);
    }

    /// <summary>What stays of a set, and the first three of it that a warning names.</summary>
    [Theory]
    [InlineData(3, 0, 0, "", "012")]
    [InlineData(3, 0, 1, "2", "012")]
    [InlineData(3, 0, 3, "20", "20")]
    [InlineData(2, 1, 2, "1", "12")]
    [InlineData(2, 1, 1, "", "02")]
    public void The_documents_that_stay_are_named(int created, int unknown, int tried, string left, string named)
    {
        var set = new ParentSet(Journals.Journals.Id, 0, 0, new Three(), earlier: false) { There = created, Unknown = unknown };

        if (tried > 0)
        {
            set.Deleted(tried, left.Select(static c => c - '0'));
        }

        Assert.Equal(named, string.Concat(ParentWords.Examples([set]).Select(static text => text[^2])));
        Assert.Equal(named.Length, set.Remaining);
    }

    private static Task<DeletionOutcome> DeleteAsync(ParentDeletion deletion, Func<BatchResult> answer)
        => deletion.DeleteAsync(Set(), [2, 1, 0], _ => Task.FromResult(answer()), CancellationToken.None);

    private static BatchResult Answer(string kind) => kind switch
    {
        "ok" => Result(null),
        "conflict" => Result(ErrorKind.Conflict, status: 409, index: 1),
        "error" => Result(ErrorKind.ServerError, status: 500),
        "throttled" => Result(ErrorKind.Throttled, status: 429),
        "broken" => Result(ErrorKind.ConnectionFailed, unknown: 3),
        "late" => Result(ErrorKind.Timeout, unknown: 3),
        "lost" => Result(ErrorKind.NotFound, unknown: 3),
        "gone" => Result(ErrorKind.NotFound, status: 404, index: 0),
        "missing" => Result(ErrorKind.NotFound, status: 404, index: 2),
        "forbidden" => Result(ErrorKind.Forbidden, status: 403, index: 0),
        _ => throw new BatchPerfException("TokenRefused", ProblemKind.Authentication, "No token.", "Look."),
    };

    private static BatchResult Result(ErrorKind? kind, int? status = null, int? index = null, int unknown = 0) => new()
    {
        RunId = "0000000000000", Scenario = "s", Name = "n", Resource = "students",
        Success = kind is null, ErrorKind = kind, FailedStatus = index is null ? null : status, FailedIndex = index, OperationsUnknown = unknown,
    };

    private static ParentSet Set() => new(Journals.Journals.Id, 0, 0, new Three(), earlier: false) { There = 3 };

    private sealed class Three : IScenario, IReusedParents
    {
        public int Count => 3;

        public string Name => "ThreeTest";

        public string RequestName => "students-batch-3";

        public int TripleCount => 3;

        public BatchShape Shape { get; } = Shapes.Of(3);

        public IReusedParents? Reused => this;

        public IReadOnlyCollection<NumberedDocument> Numbered => [];

        string IScenario.Resource => "students";

        public string? Unverified => null;

        public string Resource(int index) => "students";

        public int Triple(int index) => index;

        public BatchShape TripleShape(int triple) => Shapes.Of(1);

        public void WriteNaturalKey(IBufferWriter<byte> body, RunId run, int client, int index) => body.Write(Encoding.UTF8.GetBytes($"{{\"id\":{index}}}"));

        public void WriteOperation(IBufferWriter<byte> body, RunId run, int client, int index, OperationKind op) => throw new NotSupportedException();

        public void Write(IBufferWriter<byte> body, in BatchKey key, bool poisoned) => throw new NotSupportedException();

        public void WriteDocument(IBufferWriter<byte> body, in BatchKey key, int triple, int operation) => throw new NotSupportedException();

        public void WriteNaturalKey(IBufferWriter<byte> body, in BatchKey key, int triple, int operation) => throw new NotSupportedException();
    }
}
