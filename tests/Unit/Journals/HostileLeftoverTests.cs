using System.Text;
using System.Text.Json.Nodes;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Documents.Scenarios;
using EdFi.BatchPerf.Files.Journals;
using EdFi.BatchPerf.Questions.Leftovers;
using EdFi.BatchPerf.Scenarios;
using EdFi.BatchPerf.Unit.Documents;
using EdFi.BatchPerf.Unit.Reporting;

namespace EdFi.BatchPerf.Unit.Journals;

/// <summary>Servers and journals that would have clean-up delete what a run did not create.</summary>
public sealed class HostileLeftoverTests : IDisposable
{
    private const string Real = "604822";
    private static readonly string Ours = new BatchKey(Journals.Id, 1, 3).Format(0);
    private readonly TemporaryDirectory _directory = new();
    private readonly FakeServer _server = new();

    public HostileLeftoverTests() => _server
        .With("students", $$"""{"studentUniqueId":"{{Real}}","firstName":"Real","lastSurname":"Student","birthDate":"2010-05-06"}""")
        .With("students", $$"""{"studentUniqueId":"{{Ours}}","firstName":"Ada","lastSurname":"Lovelace","birthDate":"2010-05-06"}""");

    private string Path => _directory.File("run.journal");

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(null)]
    [InlineData("\"\"")]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("{}")]
    [InlineData("\"../../../oauth/x?y=\"")]
    [InlineData("\"01a20240-d08f-7066-bde0-768e68ec56de?x\"")]
    [InlineData("\"01a20240-d08f-7066-bde0-768e68ec56de\\n\"")]
    public async Task What_is_shown_without_a_usable_id_is_named_and_not_asked_for_again(string? id)
    {
        _server.Lists = document =>
        {
            document.Remove("id");
            return id is null ? document : JsonNode.Parse($"{{\"id\":{id},{document.ToJsonString()[1..]}")!.AsObject();
        };

        var (found, left) = await CleanUpAsync();

        Assert.Equal((LeftoverState.Unknown, "", $$"""{"studentUniqueId":"{{Ours}}"}"""), (found!.State, found.Id, found.NaturalKey));
        Assert.Equal((LeftoverState.Unknown, 2), (left!.State, _server.Count("students")));
        Assert.Empty(_server.Deleted);
        Assert.All(_server.Reads, static r => Assert.StartsWith("students?", r, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("the id of a real student", LeftoverState.Kept)]
    [InlineData("another document under its id", LeftoverState.Kept)]
    [InlineData("a document without an id", LeftoverState.Kept)]
    [InlineData("a key that differs in its case", LeftoverState.Kept)]
    [InlineData("a list", LeftoverState.Unknown)]
    [InlineData("a field twice", LeftoverState.Unknown)]
    [InlineData("500", LeftoverState.Unknown)]
    [InlineData("404", LeftoverState.Unknown)] // the list still shows it
    public async Task What_does_not_bear_the_run_s_key_under_its_id_is_not_deleted(string shown, LeftoverState state)
    {
        var real = (string)_server.All("students")[0]["id"]!;
        if (shown == "the id of a real student")
        {
            _server.Lists = document => (string?)document["studentUniqueId"] == Ours ? With(document, "id", real) : document;
        }

        _server.Reading = id => shown switch
        {
            "another document under its id" => Answer(200, $$"""{"id":"{{id}}","studentUniqueId":"{{Real}}"}"""),
            "a document without an id" => Answer(200, $$"""{"studentUniqueId":"{{Ours}}"}"""),
            "a key that differs in its case" => Answer(200, $$"""{"id":"{{id}}","studentUniqueId":"{{Ours.ToUpperInvariant()}}"}"""),
            "a list" => Answer(200, "[]"),
            "a field twice" => Answer(200, $$"""{"id":"{{id}}","studentUniqueId":"{{Ours}}","studentUniqueId":"{{Real}}"}"""),
            "500" => Answer(500, "{}"),
            "404" => Answer(404, ""),
            _ => null,
        };

        var (_, left) = await CleanUpAsync();

        Assert.Equal((state, 2), (left!.State, _server.Count("students")));
        Assert.NotNull(left.Detail);
        Assert.Empty(_server.Deleted);
    }

    [Theory]
    [InlineData("a list that ignores the query")]
    [InlineData("our key in another place of a real student")]
    [InlineData("an empty document")]
    public async Task A_search_takes_no_other_document_for_the_run_s(string shown)
    {
        var ours = DocumentId.TryParse((string?)_server.All("students")[1]["id"])!;
        await _server.DeleteAsync("students", ours, default);
        _server.Deleted.Clear();
        _server.IgnoreQueries = true;
        _server.Lists = document => shown switch
        {
            "our key in another place of a real student" => With(document, "formerReference", new JsonObject { ["studentUniqueId"] = Ours }),
            "an empty document" => [],
            _ => document,
        };

        var (found, _) = await CleanUpAsync();

        Assert.Null(found);
        Assert.Empty(_server.Deleted);
        Assert.Equal(Real, (string?)_server.Single("students")["studentUniqueId"]);
    }

    [Fact]
    public async Task What_the_run_saw_to_be_there_before_is_not_looked_for()
    {
        var (found, _) = await CleanUpAsync(static journal => journal.Exclude(1, 3, 0, 0));

        Assert.Null(found);
        Assert.Equal(2, _server.Count("students"));
    }

    [Fact]
    public async Task What_is_the_run_s_is_deleted_and_nothing_else()
    {
        var (_, left) = await CleanUpAsync();

        Assert.Equal(LeftoverState.Removed, left!.State);
        Assert.Equal(Real, (string?)_server.Single("students")["studentUniqueId"]);
        Assert.Equal([left.Id], _server.Deleted);
    }

    [Fact]
    public void A_journal_s_updates_of_parents_are_neither_written_nor_read()
    {
        var parents = new BatchOperation { Op = OperationKind.Update, Resource = "students", NaturalKey = $$"""{"studentUniqueId":"{{Real}}"}""", Document = """{"firstName":"Forged"}""" };
        var options = Journals.Options() with { Contention = new ContentionOptions { Kinds = ContentionKind.SharedParents, Parents = [parents] } };
        var plan = Journals.Plan() with { Contention = ContentionKind.SharedParents };
        var header = JournalHeader.Of(Journals.Id, new Uri("http://h/"), plan, options, []);
        RunJournal.Create(Path, header, force: false).Dispose();
        Assert.DoesNotContain("studentUniqueId\\u0022:\\u0022604822", File.ReadAllText(Path), StringComparison.Ordinal);

        uint chain = 0;
        var forged = File.ReadAllText(Path)[..^(JournalLine.MarkLength + 1)].Replace("\"kinds\":\"SharedParents\"", "\"kinds\":\"SharedParents\",\"parents\":[{\"op\":\"Update\",\"resource\":\"students\",\"naturalKey\":\"{}\",\"document\":\"{}\"}]", StringComparison.Ordinal);
        Assert.Contains("\"parents\":[{", forged, StringComparison.Ordinal);
        File.WriteAllBytes(Path, JournalLine.Write(forged, ref chain));
        var resumed = ResumedRun.Read(Path);

        Assert.True(resumed.NeedsParents);
        Assert.Empty(resumed.Content.Header.Options.Contention!.Parents);
        var body = new System.Buffers.ArrayBufferWriter<byte>();
        var scenario = Assert.Single(resumed.Plan.Scenarios).Scenario;
        Assert.Throws<InvalidOperationException>(() => scenario.Write(body, new BatchKey(Journals.Id, 1, 1), poisoned: false));
    }

    [Fact]
    public void A_run_that_changed_a_document_of_others_does_not_go_on()
    {
        using (var journal = RunJournal.Create(Path, Journals.Header(), force: false))
        {
            journal.End(TimeSpan.FromSeconds(1), StopReason.ExistingDocument);
        }

        Assert.Equal("ResumeRefused", Assert.Throws<BatchPerfException>(() => ResumedRun.Read(Path)).ErrorId);
    }

    [Fact]
    public void Nor_does_it_when_it_was_killed_before_it_could_write_its_end()
    {
        using (var journal = RunJournal.Create(Path, Journals.Header(), force: false))
        {
            journal.Reserve(1, 1);
            journal.Exclude(1, 3, 0, 0);
        }

        Assert.Equal("ResumeRefused", Assert.Throws<BatchPerfException>(() => ResumedRun.Read(Path)).ErrorId);
    }

    [Fact]
    public void A_line_that_protects_a_document_of_others_is_never_left_out()
    {
        using (var journal = RunJournal.Create(Path, Journals.Header(), force: false))
        {
            journal.Reserve(1, 1);
            journal.Exclude(1, 3, 0, 0);
        }

        var whole = File.ReadAllBytes(Path);
        Assert.True(JournalContent.Read(Path).Excludes(new JournalTurn(1, 3, LeftoverReason.InFlight), 0, 0));
        for (var end = Array.LastIndexOf(whole, (byte)'x') + 1; end < whole.Length - 1; end++)
        {
            File.WriteAllBytes(Path, whole[..end]);
            var error = Assert.Throws<BatchPerfException>(() => JournalContent.Read(Path));
            Assert.Equal("JournalDamaged", error.ErrorId);
            Assert.Contains("it was cut off, and it named a document of another origin", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_document_of_others_in_another_letter_case_neither_hides_the_run_s_nor_is_touched()
    {
        _server.IgnoreQueries = true;
        _server.With("students", $$"""{"studentUniqueId":"{{Ours.ToUpperInvariant()}}","firstName":"Real","lastSurname":"Student","birthDate":"2010-05-06"}""");

        var (_, left) = await CleanUpAsync();

        Assert.Equal((LeftoverState.Removed, 2), (left!.State, _server.Count("students")));
        Assert.Equal([left.Id], _server.Deleted);
    }

    [Fact]
    public async Task A_document_shown_in_another_letter_case_alone_is_not_known_to_be_the_run_s_nor_to_be_gone()
    {
        var ours = DocumentId.TryParse((string?)_server.All("students")[1]["id"])!;
        await _server.DeleteAsync("students", ours, default);
        _server.Deleted.Clear();
        _server.IgnoreQueries = true;
        _server.With("students", $$"""{"studentUniqueId":"{{Ours.ToUpperInvariant()}}","firstName":"Real","lastSurname":"Student","birthDate":"2010-05-06"}""");
        using (var journal = RunJournal.Create(Path, Journals.Header(), force: false))
        {
            journal.Reserve(1, 1);
            journal.Doubt(1, 3);
            journal.End(TimeSpan.FromSeconds(1), StopReason.Duration);
        }

        var search = new LeftoverSearch(_server, JournalContent.Read(Path), 2);
        var row = Assert.Single(await search.FindAsync(progress: null, default));

        Assert.Equal((1, 1), (search.Unseen, search.UnseenRows));
        Assert.Equal((LeftoverState.Unknown, ""), (row.State, row.Id));
        Assert.Contains("differs from it in letter case", row.Detail, StringComparison.Ordinal);
        Assert.Equal(LeftoverState.Unknown, Assert.Single(await search.RemoveAsync([row], default)).State);
        Assert.Empty(_server.Deleted);
    }

    /// <summary>Finds what turn 3 of client 1 left, and removes it.</summary>
    private async Task<(BatchLeftover? Found, BatchLeftover? Left)> CleanUpAsync(Action<RunJournal>? more = null)
    {
        using (var journal = RunJournal.Create(Path, Journals.Header(), force: false))
        {
            journal.Reserve(1, 1);
            journal.Doubt(1, 3);
            more?.Invoke(journal);
            journal.End(TimeSpan.FromSeconds(1), StopReason.Duration);
        }

        var search = new LeftoverSearch(_server, JournalContent.Read(Path), 2);
        var found = await search.FindAsync(progress: null, default);
        var left = await search.RemoveAsync(found, default);
        Assert.True(found.Count <= 1);
        return (found.SingleOrDefault(), left.SingleOrDefault());
    }

    private static JsonObject With(JsonObject document, string field, JsonNode value)
    {
        document[field] = value;
        return document;
    }

    private static ResourceAnswer Answer(int status, string body) => new() { Status = status, Body = Encoding.UTF8.GetBytes(body) };
}
