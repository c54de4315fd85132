using System.Text.Json.Nodes;
using EdFi.BatchPerf.Documents.Generation;
using EdFi.BatchPerf.Jobs.Scenarios;
using EdFi.BatchPerf.Unit.Reporting;

namespace EdFi.BatchPerf.Unit.Generation;

/// <summary>Fixtures keep their places, since each may refer to those before it; new ones stand before what refers to them.</summary>
public sealed class FixturesFileTests : IDisposable
{
    private static readonly Making With = Making.Small();
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    /// <summary>Fixtures of the file with what each refers to, those that are made, and the order that comes of it.</summary>
    [Theory]
    [InlineData("zones busRoutes>zones", "busRoutes programs", false, "zones busRoutes programs")]
    [InlineData("zones>programs busRoutes>zones", "busRoutes programs", false, "programs zones busRoutes")]
    [InlineData("zones>assessments other", "programs assessments>programs busRoutes", false, "programs assessments zones other busRoutes")]
    [InlineData("other zones>busRoutes busRoutes", "programs busRoutes>programs", true, "other programs busRoutes zones")]
    [InlineData("", "programs assessments>programs busRoutes", false, "programs assessments busRoutes")]
    [InlineData("zones>busRoutes programs", "busRoutes>programs", false, "programs busRoutes zones")]
    [InlineData("zones>busRoutes other programs>other last", "busRoutes>programs", false, "other programs busRoutes zones last")]
    [InlineData("zones>busRoutes programs", "busRoutes>PROGRAMS assessments>busRoutes", false, "programs busRoutes zones assessments")]
    [InlineData("zones>zones programs", "busRoutes", false, "zones programs busRoutes")]
    public void The_order_of_the_file_holds(string present, string made, bool replace, string order)
    {
        var files = new ScenarioFiles(_directory.File("made"), replace, static _ => { });
        if (present.Length > 0)
        {
            Directory.CreateDirectory(files.Folder);
            File.WriteAllText(Path.Combine(files.Folder, ScenarioFiles.FixturesName), TemplateWriter.Fixtures(present.Split(' ').Select(Present)));
        }

        files.Fixtures.Write([.. made.Split(' ').Select(Fixture)]);

        var written = JsonNode.Parse(File.ReadAllText(Path.Combine(files.Folder, ScenarioFiles.FixturesName)))!["documents"]!.AsArray();
        Assert.Equal(order, string.Join(' ', written.Select(static d => (string?)d!["name"])));
    }

    [Theory]
    [InlineData("zones>busRoutes", "busRoutes>zones", "busRoutes to zones to busRoutes")]
    [InlineData("zones>busRoutes programs>zones", "busRoutes>programs", "busRoutes to programs to zones to busRoutes")]
    public void A_circle_is_named_and_nothing_is_written(string present, string made, string circle)
    {
        var files = new ScenarioFiles(_directory.File("made"), replace: false, static _ => { });
        Directory.CreateDirectory(files.Folder);
        var path = Path.Combine(files.Folder, ScenarioFiles.FixturesName);
        File.WriteAllText(path, TemplateWriter.Fixtures(present.Split(' ').Select(Present)));
        var before = File.ReadAllText(path);

        var problem = Assert.Throws<BatchPerfException>(() => files.Fixtures.Write([.. made.Split(' ').Select(Fixture)]));

        Assert.Equal("ScenarioTemplateInvalid", problem.ErrorId);
        Assert.Contains($"they refer to each other in a circle: {circle}.", problem.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(path));
    }

    private static JsonObject Content(string fixture) => fixture.Split('>') is [_, var other] ? new JsonObject { ["value"] = $"{{{{fixture.{other}.value}}}}" } : [];

    private static JsonObject Present(string fixture) => new()
    {
        ["name"] = fixture.Split('>')[0], ["resource"] = "programs", ["document"] = Content(fixture), ["keyFields"] = new JsonArray(),
    };

    private static MadeDocument Fixture(string fixture) => new(With.Resource(fixture.Split('>')[0]), Content(fixture), []);
}
