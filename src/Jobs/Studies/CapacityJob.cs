using System.Globalization;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Files.Runs;
using EdFi.BatchPerf.Jobs.Hosting;
using EdFi.BatchPerf.Questions.Capacity;
using EdFi.BatchPerf.Resources;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Jobs.Studies;

/// <summary>Makes runs at one load after the other, and tells the highest that kept every threshold.</summary>
/// <param name="host">Where the job runs.</param>
internal sealed class CapacityJob(IJobHost host)
{
    /// <summary>Searches; checks all that can be checked before the server is asked for anything.</summary>
    /// <param name="request">The settings that its runs have in common.</param>
    /// <param name="search">The search: thresholds, bounds and runs.</param>
    /// <param name="connect">Opens, or gives, the connection.</param>
    /// <param name="soFar">Receives the findings after every run.</param>
    /// <exception cref="BatchPerfException">Anything that keeps the search from beginning.</exception>
    public async Task<StudyOutcome<BatchCapacity>> RunAsync(
        StudyRequest request,
        CapacityRequest search,
        Func<CancellationToken, Task<ApiConnection>> connect,
        IProgress<BatchCapacity>? soFar = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(search);
        ArgumentNullException.ThrowIfNull(connect);
        var runner = new StudyRunner(host, request, "Capacity");
        CapacitySetting Setting() => search.Setting(runner.Plan(search.TripleCount, search.ClientCount, search.Duration));
        var setting = Setting();
        setting.Validate();
        using var claim = runner.ClaimFile();
        var connection = await connect(host.Stop);
        var rules = RulesHere(setting, setting.Needs(connection), runner.Resources);
        setting = setting with { Rules = rules };
        if (!await host.ConfirmAsync(connection.BaseUrl.ToString(), Question(setting)))
        {
            return new StudyOutcome<BatchCapacity>(null);
        }

        await runner.PrepareAsync(connection);
        setting = Setting() with { Rules = rules };
        var study = new CapacityStudy(connection, setting);
        host.Say($"Capacity by {setting.Search} that keeps {string.Join("; ", setting.Thresholds)}, seed {setting.Plan.Seed}, against "
            + $"{connection.BaseUrl}.");
        return await runner.EndAsync(() => SearchAsync(runner, connection, study, setting, soFar), study.Result, StudyJson.Write);
    }

    /// <summary>The rules; where the operator gave no maximum, it is lowered to the load that this machine can make.</summary>
    /// <exception cref="BatchPerfException">TooFewOpenFiles, TooFewPorts, TooLittleMemory.</exception>
    private CapacityRules RulesHere(CapacitySetting setting, ClientNeeds needs, ClientResources there)
    {
        var most = needs.MostClients(there);
        if (needs.Lack(there) is not { } lack)
        {
            return setting.Rules;
        }

        if (setting.Search != CapacityLoad.Clients || !setting.Rules.IsMostUsual || most < setting.Rules.Start)
        {
            throw lack;
        }

        host.Warn(string.Create(CultureInfo.InvariantCulture, $"{lack.Message} The search ends at {most} {Unit(setting)}."));
        return setting.Rules with { Most = most, IsMostUsual = false, IsMostOfMachine = true };
    }

    private async Task SearchAsync(
        StudyRunner runner,
        ApiConnection connection,
        CapacityStudy study,
        CapacitySetting setting,
        IProgress<BatchCapacity>? soFar)
    {
        while (study.Next() is { } load)
        {
            if (study.Steps.Count > 0)
            {
                await runner.PauseAsync(setting.DrainTime);
            }

            var what = string.Create(CultureInfo.InvariantCulture, $"Run {study.Steps.Count + 1}, {load:0.###} {Unit(setting)}");
            if (await runner.RunAsync(
                connection,
                setting.PlanOf(load),
                study.Watch,
                new StudyStep(what, study.Steps.Count, Planned: null)) is not { } run)
            {
                return;
            }

            host.Note($"Run {study.Add(load, run)}");
            soFar?.Report(study.Result());
        }
    }

    private static string Question(CapacitySetting setting)
    {
        var names = string.Join(", ", setting.Plan.Scenarios.Select(static s => s.Scenario.RequestName));
        var time = DurationText.Format(setting.PlanOf(setting.Rules.Start).PlannedDuration ?? TimeSpan.Zero);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Search the highest load of {names}, from {setting.Rules.Start} to {setting.Rules.Most} {Unit(setting)}, that keeps "
                + $"{string.Join("; ", setting.Thresholds)}, in runs of {time}");
    }

    private static string Unit(CapacitySetting setting) => setting.Search == CapacityLoad.ArrivalRate ? "batches/s" : "clients";
}
