using System.Globalization;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Jobs.Hosting;

namespace EdFi.BatchPerf.Jobs.Preparing;

/// <summary>Makes or finds the fixtures before anything is sent, and reports those that are not as expected.</summary>
/// <param name="Keys">Their natural keys.</param>
/// <param name="Given">Fixtures that are there already; none to make or find them.</param>
/// <param name="CreateMissing">True to create what the fixtures stand on, where the claim set allows it.</param>
internal sealed record FixtureStep(FixtureKeys Keys, IReadOnlyList<BatchFixture> Given, bool CreateMissing)
{
    /// <summary>
    /// Makes or finds them; built-in ones that were given are taken for granted, and only their prerequisites are looked for.
    /// </summary>
    /// <param name="host">Receives notes and warnings.</param>
    /// <param name="client">The server.</param>
    /// <param name="descriptors">Descriptors that the scenarios would use.</param>
    /// <param name="scenario">The fixtures of templates that the scenarios stand on.</param>
    /// <exception cref="BatchPerfException">As <see cref="FixtureSet.InitializeAsync"/> and
    /// <see cref="PrerequisiteCheck.RunAsync"/>.</exception>
    public async Task<ReadyFixtures> RunAsync(
        IJobHost host,
        IResourceClient client,
        IReadOnlyList<DescriptorUse> descriptors,
        ScenarioFixtures scenario)
    {
        ArgumentNullException.ThrowIfNull(host);
        var options = new FixtureOptions { CreateMissing = CreateMissing, ScenarioDescriptors = descriptors, Scenario = scenario };
        var report = await new FixtureNews(host, fixture => host.Detail($"  {fixture}")).TellAsync(news => Given.Count > 0
            ? FixtureSet.AddAsync(client, Keys, options, news, host.Stop)
            : FixtureSet.InitializeAsync(client, Keys, options, news, host.Stop));
        Tell(host, client, report);
        return new ReadyFixtures([.. Given, .. report.Fixtures], report.Prerequisites.AvailableDescriptors);
    }

    private static void Tell(IJobHost host, IResourceClient client, FixtureReport report)
    {
        if (report.Fixtures.Count == 0)
        {
            return;
        }

        ReadingNotes.Tell(host.Detail, client);

        foreach (var fixture in report.NotMade)
        {
            host.Note($"No template names the fixture {fixture.Resource}, and it could not be made: {fixture.Detail}.");
        }

        var created = report.Fixtures.Count(static f => f.State == FixtureState.Created);
        var found = report.Fixtures.Count(static f => f.State == FixtureState.Existing);
        host.Note(
            string.Create(CultureInfo.InvariantCulture, $"Fixtures ready: {created} created, {found} found; they stay until removed."));
    }
}
