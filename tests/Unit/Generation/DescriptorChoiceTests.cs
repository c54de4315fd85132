using System.Text.Json.Nodes;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Documents.Generation;
using EdFi.BatchPerf.Documents.ReadingBack;
using EdFi.BatchPerf.Unit.Documents;
using EdFi.BatchPerf.Unit.Metadata;

namespace EdFi.BatchPerf.Unit.Generation;

/// <summary>Documents name descriptors that the server has: what can be left out is left out where it has none.</summary>
public sealed class DescriptorChoiceTests
{
    [Theory, MemberData(nameof(SmallScenarioTests.Resources), MemberType = typeof(SmallScenarioTests))]
    public void A_full_document_names_none_that_the_server_lacks_but_those_that_it_has_to(string segment, string unique, string parents)
    {
        _ = (unique, parents);
        var making = Making.Small();

        AssertNoneBesides(making.Make(segment), making.FullMaker.Make(making.Resource(segment)));
    }

    [SharedFact]
    public void So_it_is_with_every_resource_of_a_real_server()
    {
        var making = new Making(SharedMetadata.Bytes("dms-5.1-resources"), SharedMetadata.Bytes("dms-5.1-descriptors"));
        var (minimal, full) = (making.Maker, making.FullMaker);
        foreach (var resource in making.Model.Resources.Where(static r => r.Segment != "schoolYearTypes"))
        {
            AssertNoneBesides(minimal.Make(resource), full.Make(resource));
        }
    }

    [Fact]
    public void An_optional_list_whose_items_have_to_name_one_comes_with_the_first_that_the_server_has()
    {
        const string Uri = "uri://ed-fi.org/AssessmentReportingMethodDescriptor#Raw score";
        var without = Making.Small();
        var with = Making.Small(known: ("assessmentReportingMethodDescriptor", [Uri]));

        Assert.False(without.FullMaker.Make(without.Resource("assessments")).Main.Content.ContainsKey("scores"));
        Assert.Equal(Uri, (string?)with.FullMaker.Make(with.Resource("assessments")).Main.Content["scores"]![0]!["assessmentReportingMethodDescriptor"]);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(25)]
    [InlineData(1_100)]
    public async Task All_descriptors_of_a_type_are_read_however_many_there_are(int count)
    {
        var server = new FakeServer().WithDescriptors([.. Enumerable.Range(0, count).Select(static i => $"uri://ed-fi.org/GradeLevelDescriptor#{i}")]);
        var values = new DescriptorValues(new GuardedClient(server), static _ => { }, Assert.Fail);

        Assert.True(await values.ReadAsync(["gradeLevelDescriptor"], CancellationToken.None));

        Assert.Equal(count, values.Values["gradeLevelDescriptor"].Count);
        Assert.False(await values.ReadAsync(["gradeLevelDescriptor"], CancellationToken.None));
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(500, false)]
    [InlineData(403, false)]
    public async Task Only_a_type_that_was_read_is_known_to_lack_any_and_is_created_once(int status, bool lacks)
    {
        var server = new FakeServer();
        if (status != 200)
        {
            server.Refuse["GET gradeLevelDescriptors"] = status;
        }

        var values = new DescriptorValues(new GuardedClient(server), static _ => { }, Assert.Fail);
        await values.ReadAsync(["gradeLevelDescriptor"], CancellationToken.None);

        Assert.Equal(lacks, values.Lacks("gradeLevelDescriptor"));
        Assert.Equal(status == 500 ? 2 : 1, server.Reads.Count);
        Assert.Equal(lacks, await values.CreateAsync(["gradeLevelDescriptor"], CancellationToken.None));
        Assert.False(await values.CreateAsync(["gradeLevelDescriptor"], CancellationToken.None));
        Assert.Equal(lacks ? 1 : 0, server.Count("gradeLevelDescriptors"));
    }

    /// <summary>A server that fails for a moment leaves no type unknown for good; one that refuses does.</summary>
    [Theory]
    [InlineData(500, true)]
    [InlineData(429, true)]
    [InlineData(403, false)]
    public async Task A_type_that_the_server_failed_to_show_is_read_again_later(int status, bool again)
    {
        var server = new FakeServer().WithDescriptors("uri://ed-fi.org/GradeLevelDescriptor#One");
        server.Refuse["GET gradeLevelDescriptors"] = status;
        var values = new DescriptorValues(new GuardedClient(server), static _ => { }, Assert.Fail);
        await values.ReadAsync(["gradeLevelDescriptor"], CancellationToken.None);
        server.Refuse.Clear();
        Assert.False(await values.ReadAsync(["gradeLevelDescriptor"], CancellationToken.None));

        values.ReadFailedAgain();

        Assert.Equal(again, await values.ReadAsync(["gradeLevelDescriptor"], CancellationToken.None));
        Assert.Equal(again ? 1 : 0, values.Values["gradeLevelDescriptor"].Count);
        Assert.False(values.Lacks("gradeLevelDescriptor"));
    }

    /// <summary>What has to be there is the same in both, made-up values included; what may be there is left out.</summary>
    private static void AssertNoneBesides(MadeScenario minimal, MadeScenario full)
    {
        Assert.Equal(Descriptors(minimal.Main.Content), Descriptors(full.Main.Content));
        Assert.Empty(Descriptors(full.Update));
        Assert.Empty(Descriptors(minimal.Update));
    }

    private static IReadOnlyList<string> Descriptors(JsonObject? document)
        => document is null ? [] : [.. EdFi.BatchPerf.Documents.Identity.Json.Texts(document).Where(static t => DescriptorUri.TryParse(t) is not null).Distinct().Order(StringComparer.Ordinal)];
}
