using System.Globalization;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Jobs.Hosting;

namespace EdFi.BatchPerf.Jobs.Preparing;

/// <summary>Makes or finds the fixtures before anything is sent, and says what was found otherwise than expected.</summary>
/// <param name="Keys">Their natural keys.</param>
/// <param name="Given">Fixtures that are there already; none to make or find them.</param>
/// <param name="CreateMissing">True to create what the fixtures stand on, where the claim set allows it.</param>
public sealed record FixtureStep(FixtureKeys Keys, IReadOnlyList<BatchFixture> Given, bool CreateMissing)
{
    /// <summary>Makes or finds them; those that were given are taken for granted, and only what they stand on is looked for.</summary>
    /// <param name="host">Is told.</param>
    /// <param name="client">The server.</param>
    /// <param name="descriptors">Descriptors, as URIs, that the scenarios would use.</param>
    /// <exception cref="BatchPerfException">As <see cref="FixtureSet.InitializeAsync"/> and
    /// <see cref="PrerequisiteCheck.RunAsync"/>.</exception>
    public async Task<ReadyFixtures> RunAsync(IJobHost host, IResourceClient client, IReadOnlyList<string> descriptors)
    {
        ArgumentNullException.ThrowIfNull(host);
        if (Given.Count > 0)
        {
            var there = await PrerequisiteCheck.RunAsync(client, Keys, descriptors, host.Stop);
            return new ReadyFixtures(Given, there.AvailableDescriptors);
        }

        var options = new FixtureOptions { CreateMissing = CreateMissing, ScenarioDescriptors = descriptors };
        var report = await FixtureSet.InitializeAsync(client, Keys, options, progress: null, host.Stop);
        foreach (var fixture in report.Fixtures)
        {
            host.Detail($"  {fixture}");
        }

        ReadingNotes.Tell(host.Detail, client);

        foreach (var changed in report.Changed)
        {
            host.Warn(changed + ".");
        }

        var created = report.Fixtures.Count(static f => f.State == FixtureState.Created);
        var found = report.Fixtures.Count(static f => f.State == FixtureState.Existing);
        host.Note(
            string.Create(CultureInfo.InvariantCulture, $"Fixtures ready: {created} created, {found} found; they stay until removed."));
        return new ReadyFixtures(report.Fixtures, report.Prerequisites.AvailableDescriptors);
    }
}
