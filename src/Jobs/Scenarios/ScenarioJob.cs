using System.Globalization;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Documents.DataModel;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Jobs.Hosting;

namespace EdFi.BatchPerf.Jobs.Scenarios;

/// <summary>
/// Makes scenarios of a server's resources from the server's own metadata, writes them as templates, and on request sends one record of
/// each, learns from the server's refusals, and makes them anew.
/// </summary>
/// <param name="host">Where the job runs.</param>
internal sealed class ScenarioJob(IJobHost host)
{
    /// <summary>The names of the presets.</summary>
    public static IReadOnlyList<string> Presets { get; } = [.. Documents.Generation.Presets.All.Select(static p => p.Name)];

    /// <summary>Makes the scenarios.</summary>
    /// <param name="connection">The server; null where the request names files.</param>
    /// <param name="request">The resources, and the options by which scenarios are made.</param>
    /// <param name="keys">The natural keys of the built-in fixtures.</param>
    /// <returns>
    /// A row for each resource that was asked for, in the order of the server's document. Where the host declines to write, the rows tell
    /// which scenarios are possible.
    /// </returns>
    /// <exception cref="BatchPerfException">
    /// ScenarioRequestInvalid, MetadataUnreadable, OpenApiFileUnreadable, UnknownPreset, UnknownResource, ScenarioFileExists,
    /// OutputDirectoryNotWritable, OutputNotWritable; those of making the fixtures.
    /// </exception>
    public async Task<IReadOnlyList<BatchScenarioTemplate>> RunAsync(ApiConnection? connection, ScenarioRequest request, FixtureKeys keys)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(keys);
        keys.Validate();
        Check(connection, request);
        var model = await ServerModel.ReadAsync(host, connection, request);
        var selection = ScenarioSelection.Of(model.Resources, request);
        var server = connection is null ? null : new ScenarioServer(host, connection);
        var drafts = new ScenarioDrafts(host, server, model, selection, request);
        var files = request.Folder is { } folder ? new ScenarioFiles(folder, request.Force, host.Warn) : null;
        files?.Fixtures.Check();
        if (files is not null && !request.Force)
        {
            files.RequireNew(drafts.Resources.Select(static r => r.Segment).Concat(selection.Missing), mix: selection.Preset is not null);
        }

        if (files is not null)
        {
            drafts.Recall(files);
        }

        var made = await drafts.MakeAsync(create: false);
        var trials = new Dictionary<ApiResource, TrialState>();
        if (files is null || !await host.ConfirmAsync(files.Folder, Describe(request, made.Scenarios.Count)))
        {
            files = null;
        }
        else if (request.Verify && server is not null)
        {
            var trial = new ScenarioTrial(host, server, model.Resources.Identities, keys, request.CreateMissing);
            var into = files;
            made = await server.News.TellAsync(_ => trial.RunAsync(drafts, into, trials));
        }
        else
        {
            drafts.Write(files, made);
            drafts.WriteMix(files, made, leftOut: new Dictionary<ApiResource, bool>());
        }

        foreach (var (name, reason) in selection.Unknown)
        {
            host.Warn($"{name}: {reason}");
        }

        var rows = new ScenarioRows(made, drafts, files);
        return
        [
            .. selection.Resources.Select(r => rows.Of(r, trials.GetValueOrDefault(r))),
            .. selection.Missing.Select(static segment => ScenarioRows.Missing(segment, "the server has no such resource")),
            .. selection.Unknown.Select(static unknown => ScenarioRows.Missing(unknown.Name, unknown.Reason)),
        ];
    }

    private static void Check(ApiConnection? connection, ScenarioRequest request)
    {
        var problem = request.Verify && connection is null ? "Scenarios cannot be tried out without a server."
            : request.CreateMissing && !request.Verify ? "What is missing is created only where scenarios are tried out."
            : request.All && (request.Preset is not null || request.Resources.Count > 0)
                ? "All resources and some of them were named together."
            : request.Preset is not null && request.Resources.Count > 0 ? $"The preset {request.Preset} and resources were named together."
            : null;
        if (problem is not null)
        {
            throw new BatchPerfException("ScenarioRequestInvalid", ProblemKind.InvalidInput, problem, "Leave out one of the two.");
        }
    }

    private static string Describe(ScenarioRequest request, int count) => string.Create(
        CultureInfo.InvariantCulture,
        $"Write {count} scenario template{(count == 1 ? "" : "s")}")
            + (request is { Verify: true, CreateMissing: true }
                ? ", create descriptors, the school year and the agency where they are missing, create their fixtures and send one record "
                    + "of each"
                : request.Verify ? ", create their fixtures and send one record of each" : "");
}
