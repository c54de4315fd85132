using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Documents.Generation;
using EdFi.BatchPerf.Documents.Metadata;
using EdFi.BatchPerf.Documents.ReadingBack;
using EdFi.BatchPerf.Jobs.Hosting;
using EdFi.BatchPerf.Jobs.Preparing;
using EdFi.BatchPerf.Unit.Jobs;

namespace EdFi.BatchPerf.Unit.Documents;

/// <summary>A POST whose answer was lost may have created a document: it is looked for, and every one that may be there is named.</summary>
public sealed class LostAnswerTests
{
    private enum Reads
    {
        Work,
        Fail,
        ShowNothing,
    }

    [Theory]
    [InlineData("After", "Work", "Created", "Created")]
    [InlineData("Before", "Work", "NotCreated", "Unknown")]
    [InlineData("GatewayAfter", "Work", "Created", "Created")]
    [InlineData("GatewayBefore", "Work", "Unknown", "Unknown")]
    [InlineData("After", "Fail", "Unknown", "Unknown")]
    [InlineData("GatewayAfter", "Fail", "Unknown", "Unknown")]
    [InlineData("GatewayBefore", "Fail", "Unknown", "Unknown")]
    [InlineData("After", "ShowNothing", "Created", "Created")]
    [InlineData("Before", "ShowNothing", "NotCreated", "Unknown")]
    public async Task What_became_of_it_is_looked_up(string loss, string reads, string fate, string state)
    {
        var maker = new FixtureMaker(new ReadBack(Server((_, _) => Enum.Parse<PostLoss>(loss), Enum.Parse<Reads>(reads)), ServerIdentities.BuiltIn));
        var agency = FixtureChain.Agency(new FixtureKeys { LocalEducationAgencyId = 77 });

        var outcome = await maker.CreateAsync(agency, CancellationToken.None);

        Assert.Equal((fate, state), (outcome.Lost?.ToString(), outcome.State.ToString()));
        Assert.Equal(fate == "Unknown" ? 1 : 0, maker.Doubtful.Count);
        Assert.Contains(loss.StartsWith("Gateway", StringComparison.Ordinal) ? "504" : "the connection was closed", outcome.Detail, StringComparison.Ordinal);
        if (fate != "Created")
        {
            Assert.Contains($"{agency.Resource} {agency.Key}", FixtureErrors.Refused(agency, outcome).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Unsent", typeof(BatchPerfException), 0)]
    [InlineData("Stopped", typeof(OperationCanceledException), 1)]
    public async Task What_was_not_sent_leaves_no_doubt_and_what_was_given_up_does(string loss, Type error, int doubtful)
    {
        var maker = new FixtureMaker(new ReadBack(Server((_, _) => Enum.Parse<PostLoss>(loss), Reads.Work), ServerIdentities.BuiltIn));

        await Assert.ThrowsAsync(error, () => maker.CreateAsync(FixtureChain.Agency(new FixtureKeys()), CancellationToken.None));

        Assert.Equal(doubtful, maker.Doubtful.Count);
    }

    /// <summary>The second POST updates what the first one created, which is no document of others.</summary>
    [Theory]
    [InlineData("After")]
    [InlineData("GatewayAfter")]
    public async Task A_second_try_finds_what_the_first_created(string loss)
    {
        var server = new LosingServer(PrerequisiteTests.Ready(), (_, number) => number == 1 ? Enum.Parse<PostLoss>(loss) : PostLoss.None)
        {
            Lost = inner => inner.Refuse["GET localEducationAgencies"] = 500,
        };
        var maker = new FixtureMaker(new ReadBack(server, ServerIdentities.BuiltIn));

        var outcome = await maker.TryCreateAsync(FixtureChain.Agency(new FixtureKeys { LocalEducationAgencyId = 77 }), CancellationToken.None);

        Assert.Equal((FixtureState.Created, LostAnswer.Created, false), (outcome.State, outcome.Lost, outcome.Changed));
        Assert.Empty(maker.Doubtful);
    }

    [Theory]
    [InlineData("After", "Work", "Created", false)]
    [InlineData("Before", "Work", null, false)]
    [InlineData("After", "Fail", "Unknown", true)]
    [InlineData("Stopped", "Work", "Unknown", true)]
    public async Task Every_fixture_that_may_be_there_is_a_row_or_a_warning_whatever_ends_the_step(string loss, string reads, string? state, bool warned)
    {
        using var host = new RecordingJobHost();
        List<BatchFixture> told = [];
        var server = Server((resource, _) => resource == "schools" ? Enum.Parse<PostLoss>(loss) : PostLoss.None, Enum.Parse<Reads>(reads), "schools");
        var keys = new FixtureKeys { SchoolYear = 2099 };

        var error = await Record.ExceptionAsync(() => new FixtureNews(host, told.Add).TellAsync(news =>
            FixtureSet.InitializeAsync(server, keys, new FixtureOptions { CreateMissing = true }, news)));

        Assert.Equal(state, told.FirstOrDefault(static f => f.Resource == "schools")?.State.ToString());
        Assert.Equal(warned, host.Warnings.Any(static w => w.StartsWith("Whether schools {\"schoolId\":255901001} was created is not known: ", StringComparison.Ordinal)));
        Assert.Equal(error is not null, host.Warnings.Contains("""Created before that, and still on the server: schoolYearTypes {"schoolYear":2099}."""));
        Assert.Equal(state == "Created", error is null);
        if (error is BatchPerfException problem)
        {
            Assert.Equal("AnswerCutOff", problem.ErrorId);
            Assert.Contains("schools {\"schoolId\":255901001}", problem.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("After", "Work", "Created")]
    [InlineData("After", "Fail", "Unknown")]
    [InlineData("Before", "Fail", "Unknown")]
    public async Task A_descriptor_is_named_too(string loss, string reads, string state)
    {
        List<BatchFixture> told = [];
        var server = Server((_, _) => Enum.Parse<PostLoss>(loss), Enum.Parse<Reads>(reads), "calendarTypeDescriptors");
        var values = new DescriptorValues(new GuardedClient(server), static _ => { }, Assert.Fail, new Told<BatchFixture>(told.Add));
        await values.ReadAsync(["calendarTypeDescriptor"], CancellationToken.None);

        Assert.Equal(state == "Created", await values.CreateAsync(["calendarTypeDescriptor"], CancellationToken.None));

        var row = Assert.Single(told);
        Assert.Equal((state, "calendarTypeDescriptors", false), (row.State.ToString(), row.Resource, row.Changed));
        Assert.Equal(state == "Unknown", row.Warning?.StartsWith("Whether calendarTypeDescriptors {", StringComparison.Ordinal) == true);
    }

    /// <summary>What was changed or may be misspelt is told when it is done, not when all is done.</summary>
    [Fact]
    public async Task Warnings_come_out_where_an_error_ends_the_step()
    {
        using var host = new RecordingJobHost();
        var server = PrerequisiteTests.Ready();
        await FixtureSet.InitializeAsync(server, new FixtureKeys());
        server.Session = new object();
        server.BlindQueries.Add("courses");
        server.Lists = static document => document.ContainsKey("courseTitle") ? [] : document;
        server.Refuse["GET locations"] = 500;

        await Assert.ThrowsAsync<BatchPerfException>(() => new FixtureNews(host, static _ => { }).TellAsync(news =>
            FixtureSet.InitializeAsync(server, new FixtureKeys(), progress: news)));

        Assert.Contains(host.Warnings, static w => w.StartsWith("courses {", StringComparison.Ordinal) && w.Contains("it existed, and has been updated", StringComparison.Ordinal));
    }

    /// <summary>A server whose reads of a resource go wrong, or not, from the first POST of it on.</summary>
    private static LosingServer Server(Func<string, int, PostLoss> loss, Reads reads, string resource = "localEducationAgencies")
    {
        var server = PrerequisiteTests.Ready();
        if (resource == "schools")
        {
            server.With("schools", """{"schoolId":1,"nameOfInstitution":"Other"}""");
        }

        return new LosingServer(server, loss)
        {
            Hidden = reads == Reads.ShowNothing ? resource : null,
            Lost = inner =>
            {
                if (reads == Reads.Fail)
                {
                    inner.Refuse[$"GET {resource}"] = 500;
                }
            },
        };
    }
}
