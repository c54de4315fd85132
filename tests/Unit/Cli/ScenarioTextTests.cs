using EdFi.BatchPerf.Cli.Running;
using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Settings;

namespace EdFi.BatchPerf.Unit.Cli;

/// <summary>What the console is told of scenarios and fixtures.</summary>
public sealed class ScenarioTextTests
{
    [Fact]
    public void Scenarios_have_weights_and_one_that_is_named_twice_has_both()
    {
        var builder = Read(("testList", "students=3 Section StudentBatchVolumeTest")).Builder;
        var catalog = new ScenarioCatalog();

        var plan = builder.Plan(catalog, builder.Options(catalog, [], []));

        Assert.Equal(["students-batch-10 ×4", "sections-batch-10"], plan.Summarize().Scenarios);
    }

    [Fact]
    public void Fixtures_have_keys_of_their_own()
    {
        var keys = Read(("schoolYear", "2026"), ("localEducationOrganizationId", "77"), ("fixtureKey", "SchoolId=255901044\nClassPeriodName=Batch 02, late")).Keys;

        Assert.Equal((2026, 77L, 255901044L, "Batch 02, late"), (keys.SchoolYear, keys.LocalEducationAgencyId, keys.SchoolId, keys.ClassPeriodName));
    }

    private static RunSettings Read(params (string Name, string Value)[] options)
    {
        var given = options.Concat([("testType", "BATCH_VOLUME"), ("baseUrl", "http://127.0.0.1:1"), ("key", "any"), ("secret", "any")]).ToDictionary();
        return RunSettings.Read(new SettingsReader(name => given.GetValueOrDefault(name), static _ => null, null));
    }
}
