using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.DataModel;
using EdFi.BatchPerf.Documents.Metadata;
using EdFi.BatchPerf.Jobs.Hosting;

namespace EdFi.BatchPerf.Jobs.Scenarios;

/// <summary>
/// Loads the scenarios that are to be tried out from their files, as a load would. A file that cannot be used is the end of those that need
/// it, and of no others; files of others in the folder are left alone.
/// </summary>
/// <param name="host">Where the job runs.</param>
/// <param name="files">The folder.</param>
/// <param name="identities">Identities by which the server tells documents from each other.</param>
internal sealed class TrialCatalog(IJobHost host, ScenarioFiles files, ServerIdentities identities)
{
    /// <summary>Loads them.</summary>
    /// <param name="made">The scenarios as they were written.</param>
    /// <param name="trials">
    /// The trials, of which those that are open count; that of a scenario that cannot be loaded is given up with the reason.
    /// </param>
    /// <exception cref="BatchPerfException">ScenarioTemplateInvalid: nothing is left to try out.</exception>
    public ScenarioCatalog Load(MadeScenarios made, IReadOnlyDictionary<ApiResource, TrialState> trials)
    {
        List<ApiResource> open = [.. made.Scenarios.Keys.Where(r => trials[r].IsOpen)];
        try
        {
            return Load(files.Folder, open).HeldAgainst(identities);
        }
        catch (BatchPerfException exception) when (exception.ErrorId == "ScenarioTemplateInvalid")
        {
            return LoadApart(made, open, trials, exception).HeldAgainst(identities);
        }
    }

    private ScenarioCatalog LoadApart(
        MadeScenarios made,
        IReadOnlyList<ApiResource> open,
        IReadOnlyDictionary<ApiResource, TrialState> trials,
        BatchPerfException all)
    {
        var folder = Directory.CreateTempSubdirectory("batchperf").FullName;
        try
        {
            List<ApiResource> good = [];
            foreach (var resource in open)
            {
                try
                {
                    _ = LoadPart(folder, made, [resource]);
                    good.Add(resource);
                }
                catch (BatchPerfException exception) when (exception.ErrorId == all.ErrorId)
                {
                    var reason = exception.Message.Replace(folder, files.Folder, StringComparison.Ordinal).TrimEnd('.');
                    trials[resource].GiveUp($"it cannot be loaded: {reason}");
                }
            }

            return trials.Values.Any(static t => t.Passed || t.IsOpen) ? LoadPart(folder, made, good) : throw all;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Loads some scenarios with no more fixtures than they need.</summary>
    private ScenarioCatalog LoadPart(string folder, MadeScenarios made, IReadOnlyList<ApiResource> resources)
    {
        var fixtures = resources.SelectMany(r => made.FixturesOf[r]).Select(static f => f.Resource.Segment);
        var place = Path.Combine(folder, ScenarioFiles.FixturesName);
        File.Delete(place);
        if (files.Fixtures.Part(fixtures) is { } text)
        {
            File.WriteAllText(place, text);
        }

        return Load(folder, resources);
    }

    /// <param name="folder">Where the file of fixtures lies.</param>
    /// <param name="resources">Whose scenarios are loaded.</param>
    private ScenarioCatalog Load(string folder, IEnumerable<ApiResource> resources) => ScenarioCatalog.Load(
        new[] { Path.Combine(folder, ScenarioFiles.FixturesName) }.Where(File.Exists)
            .Concat(resources.Select(r => files.PathOf(r.Segment))),
        host.Stop);
}
