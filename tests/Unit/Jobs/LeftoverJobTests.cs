using EdFi.BatchPerf.Files.Journals;
using EdFi.BatchPerf.Jobs.Leftovers;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Simulator.Options;
using EdFi.BatchPerf.Unit.Execution;
using EdFi.BatchPerf.Unit.Reporting;

namespace EdFi.BatchPerf.Unit.Jobs;

public sealed class LeftoverJobTests : ConnectedTests, IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly RecordingJobHost _host = new();

    private string Path => _directory.File("run.journal");

    public void Dispose()
    {
        _host.Dispose();
        _directory.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Another_server_than_that_of_the_run_is_warned_of_before_anything_is_removed(bool remove)
    {
        await LeaveAsync(2, new Uri("http://other.example.org/"));

        await RunAsync(_host, remove);

        Assert.Contains("other.example.org", Assert.Single(_host.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_found_is_removed_after_one_question()
    {
        await LeaveAsync(3, Server.BaseUrl);

        var found = await RunAsync(_host, remove: true);

        Assert.Equal((3, 0, 0L), (found.Documents.Count, found.Staying, Server.Counts().Documents.Total));
        Assert.Equal($"{Server.BaseUrl} Delete 3 documents that the run left", Assert.Single(_host.Questions));
        Assert.Empty(_host.Warnings);
    }

    [Theory]
    [InlineData("", "queries by 'studentUniqueId' work, reads by id work")]
    [InlineData("*.*=nothing", "queries by 'studentUniqueId' find nothing, the list shows documents")]
    public async Task What_the_server_honours_is_said_once_the_documents_have_been_looked_for(string mapping, string said)
    {
        Server.Change(o => o with { QueryMapping = QueryMapping.TryParse(mapping)! });
        await LeaveAsync(2, Server.BaseUrl);
        if (mapping.Length > 0)
        {
            Journals.Journals.ForgetIds(Path);
        }

        await RunAsync(_host, remove: false);

        var words = Assert.Single(_host.Said);
        Assert.StartsWith("Reading back students: ", words, StringComparison.Ordinal);
        Assert.Contains(said, words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_removed_where_the_answer_is_no()
    {
        await LeaveAsync(3, Server.BaseUrl);
        using var host = new RecordingJobHost { Answer = false };

        var found = await RunAsync(host, remove: true);

        Assert.Equal((3, 3L), (found.Staying, Server.Counts().Documents.Total));
    }

    [Fact]
    public async Task A_removal_that_is_cut_off_says_how_far_it_came()
    {
        await LeaveAsync(3, Server.BaseUrl);
        _host.Asked = _host.RequestStop;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync(_host, remove: true));

        Assert.Equal(
            $"Run {Journals.Journals.Id} left 3 documents: 3 still there. Deleting them was cut off; the same command again deletes the rest.",
            Assert.Single(_host.Warnings));
    }

    [Fact]
    public async Task The_server_is_not_asked_for_while_the_run_lasts()
    {
        using var journal = RunJournal.Create(Path, Journals.Journals.Header(server: Server.BaseUrl), force: false);

        var problem = await Assert.ThrowsAsync<BatchPerfException>(
            () => new LeftoverJob(_host).RunAsync(Path, static _ => throw new InvalidOperationException("Connected."), remove: true));

        Assert.Equal("JournalInUse", problem.ErrorId);
    }

    private Task<LeftoverFindings> RunAsync(RecordingJobHost host, bool remove) =>
        new LeftoverJob(host).RunAsync(Path, _ => Task.FromResult(Connection), remove);

    /// <summary>A Volume run of this server that kept its documents, whose journal names some server.</summary>
    private async Task LeaveAsync(int documents, Uri named)
    {
        var plan = Journals.Journals.Plan(oneByOne: true) with { BatchCount = documents, DeleteResources = false };
        using var journal = RunJournal.Create(Path, Journals.Journals.Header(plan, named), force: false);
        var load = Load.Start(Connection, plan, new RunOptions { RunId = Journals.Journals.Id, Journal = journal });
        await load.Completion.WaitAsync(Load.Bound);
    }
}
