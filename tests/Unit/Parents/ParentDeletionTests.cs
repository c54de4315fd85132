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
        { "broken gone", true, 2 },
        { "lost gone", true, 2 },
        { "gone", false, 1 },
        { "late gone", true, 2 },
        { "late late ok", false, 2 },
        { "broken missing", false, 2 },
        { "forbidden", false, 1 },
        { "token", false, 1 },
    };

    [Theory, MemberData(nameof(Answers))]
    public async Task What_may_pass_is_waited_for_and_what_was_carried_out_counts(string answers, bool gone, int batches)
    {
        var (script, sent) = (answers.Split(' '), 0);

        var problem = await new ParentDeletion(MostInARow).DeleteAsync(Set(), () => Task.FromResult(Answer(script[sent++])), CancellationToken.None);

        Assert.Equal((gone, batches), (problem is null, sent));
    }

    [Fact]
    public async Task One_set_that_cannot_be_deleted_does_not_end_the_waiting_of_others_and_many_in_a_row_do()
    {
        var deletion = new ParentDeletion(MostInARow);
        Assert.NotNull(await deletion.DeleteAsync(Set(), static () => Task.FromResult(Answer("forbidden")), CancellationToken.None));

        Assert.Equal((true, 2), await AfterOneConflictAsync());
        Assert.NotNull(await deletion.DeleteAsync(Set(), static () => Task.FromResult(Answer("forbidden")), CancellationToken.None));
        Assert.NotNull(await deletion.DeleteAsync(Set(), static () => Task.FromResult(Answer("forbidden")), CancellationToken.None));
        Assert.Equal((false, 1), await AfterOneConflictAsync());

        async Task<(bool Gone, int Sent)> AfterOneConflictAsync()
        {
            var sent = 0;
            var problem = await deletion.DeleteAsync(Set(), () => Task.FromResult(Answer(sent++ == 0 ? "conflict" : "ok")), CancellationToken.None);
            return (problem is null, sent);
        }
    }

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
