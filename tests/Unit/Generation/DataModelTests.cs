using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Jobs.Scenarios;
using EdFi.BatchPerf.Simulator;
using EdFi.BatchPerf.Simulator.Options;
using EdFi.BatchPerf.Unit.Jobs;
using EdFi.BatchPerf.Unit.Metadata;
using Xunit.Abstractions;

namespace EdFi.BatchPerf.Unit.Generation;

/// <summary>Scenarios of whole data models, tried out on a server that has read the same documents with rules of its own.</summary>
public sealed class DataModelTests(ITestOutputHelper output) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("model").FullName;
    private readonly RecordingJobHost _host = new();

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        _host.Dispose();
    }

    [SharedTheory]
    [InlineData("dms-5.1", ServedRequired.All, 130)]
    [InlineData("official-5.0", ServedRequired.All, 142)]
    [InlineData("dms-5.1", ServedRequired.None, 130)]
    public async Task All_resources_pass_after_at_most_two_lessons_and_leave_nothing_but_fixtures(string model, ServedRequired required, int resources)
    {
        await using var server = await SimulatorHost.StartAsync(new SimulatorOptions
        {
            Openapi = PathOf(model + "-resources"), OpenapiDescriptors = PathOf(model + "-descriptors"), ServedRequired = required, ClaimSet = ClaimSet.Full,
        });
        using var connection = await ApiConnection.OpenAsync(
            new ConnectOptions { BaseUrl = server.BaseUrl, Key = server.Options.Key, Secret = server.Options.Secret }, tell: null, CancellationToken.None);

        var rows = await new ScenarioJob(_host).RunAsync(
            connection, new ScenarioRequest { Folder = _folder, Verify = true, CreateMissing = true }, new FixtureKeys());

        foreach (var row in rows.Where(static r => r.Tries != 1 || r.State != ScenarioTemplateState.Verified))
        {
            output.WriteLine($"{row} tries {row.Tries} [{string.Join("; ", row.Learnt)}]");
        }

        foreach (var said in _host.Warnings.Concat(_host.Said).Take(40))
        {
            output.WriteLine(said);
        }

        var made = rows.Where(static r => r.State is not (ScenarioTemplateState.BuiltIn or ScenarioTemplateState.Impossible)).ToList();
        Assert.Equal(resources - 3, made.Count);
        var passed = made.Where(static r => r.State == ScenarioTemplateState.Verified).ToList();
        Assert.True(passed.Count >= made.Count - 1, $"{passed.Count} of {made.Count}");
        if (required == ServedRequired.All)
        {
            Assert.True(passed.Count(static r => r.Tries == 1) >= 0.96 * made.Count, $"{passed.Count(static r => r.Tries == 1)} of {made.Count}");
        }

        var fixtures = rows.SelectMany(static r => r.Fixtures).Distinct().Count();
        Assert.InRange(fixtures, 1, 40);
        output.WriteLine($"documents {server.Counts().Documents.Total}, fixtures {fixtures}, batches {server.Counts().BatchRequests}, requests {string.Join(",", server.Counts().Resources)}");
    }

    [SharedFact]
    public async Task A_fixture_that_the_server_did_not_show_and_its_post_changed_is_named()
    {
        await using var server = await SimulatorHost.StartAsync(new SimulatorOptions
        {
            Openapi = PathOf("dms-5.1-resources"), OpenapiDescriptors = PathOf("dms-5.1-descriptors"), ClaimSet = ClaimSet.Full,
            QueryMapping = QueryMapping.TryParse("programs=hidden")!,
        });
        using var connection = await ApiConnection.OpenAsync(
            new ConnectOptions { BaseUrl = server.BaseUrl, Key = server.Options.Key, Secret = server.Options.Secret }, tell: null, CancellationToken.None);
        var request = new ScenarioRequest { Folder = _folder, Resources = ["studentProgramAssociations"], Verify = true, CreateMissing = true, Force = true };
        await new ScenarioJob(_host).RunAsync(connection, request, new FixtureKeys());
        Assert.Empty(_host.Warnings);

        await new ScenarioJob(_host).RunAsync(connection, request, new FixtureKeys());

        var warning = Assert.Single(_host.Warnings);
        Assert.StartsWith("programs {", warning, StringComparison.Ordinal);
        Assert.Contains("has been updated", warning, StringComparison.Ordinal);
    }

    private static string PathOf(string name) => Path.Combine(SharedMetadata.Folder ?? "", name + ".json.gz");
}
