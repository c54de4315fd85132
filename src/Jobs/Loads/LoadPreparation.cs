using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Documents.Contention;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Files.Journals;
using EdFi.BatchPerf.Files.SetUp;
using EdFi.BatchPerf.Jobs.Hosting;
using EdFi.BatchPerf.Jobs.Preparing;
using EdFi.BatchPerf.Jobs.Runs;
using EdFi.BatchPerf.Questions.Thresholds;
using EdFi.BatchPerf.Resources;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Jobs.Loads;

/// <summary>Asks whether a server may be loaded, and prepares it: scenarios held against it, fixtures, shared parents, the plan.</summary>
/// <param name="host">Where the job runs.</param>
/// <param name="request">The load.</param>
/// <param name="draft">Its plan, made before the server was asked.</param>
/// <param name="resumed">The run that goes on; null for a new one.</param>
/// <param name="confirmed">Called when the operator has said yes, before the server is asked for anything.</param>
internal sealed class LoadPreparation(ILoadHost host, LoadRequest request, RunPlan draft, ResumedRun? resumed, Action confirmed)
{
    /// <summary>Prepares a server.</summary>
    /// <returns>Null where nothing is to be sent to it, which is no error.</returns>
    /// <exception cref="BatchPerfException">Anything that keeps the load from beginning.</exception>
    public async Task<LoadStart?> RunAsync(LoadServer server)
    {
        var limit = new LimitWarnings(host);
        if (resumed is not null)
        {
            JournalWarnings.OfServer(host, resumed.Content, server.BaseUrl);
        }

        if (server.Known is { } known)
        {
            limit.Of(draft, known.BatchLimit);
        }

        if (!await host.ConfirmAsync(server.BaseUrl.ToString(), Action()))
        {
            return null;
        }

        if (draft is { TestType: TestType.Volume, DeleteResources: false })
        {
            host.Warn($"Without {new OptionKey("DeleteResources")} every document that this Volume run creates stays on the server.");
        }

        confirmed();
        var connection = await server.OpenAsync(host.Stop);
        RequireResources(connection);
        LoadRun.RequireOwnTraces(connection, draft);
        ThresholdNames.Require(request.Thresholds, draft.RequestNames(connection));
        var start = resumed is null ? await NewAsync(connection) : await RestAsync(connection, resumed);
        if (start is not null)
        {
            limit.Of(start.Plan, connection.BatchLimit);
        }

        return start;
    }

    private void RequireResources(ApiConnection connection)
    {
        var needs = draft.Needs(connection);
        needs = resumed is null ? needs : needs with { Option = null }; // its journal decides the clients of a run that goes on
        needs.Require(request.Resources ?? ClientResources.Read());
    }

    private string Action() =>
        $"Send {string.Join(", ", draft.Summarize().Scenarios)}{(draft.TestType == TestType.Volume ? " one by one" : "")}";

    private async Task<LoadStart?> NewAsync(ApiConnection connection)
    {
        var traffic = new SetUpTraffic();
        var client = traffic.Watch(connection.GetResources());
        var (catalog, taken) = await request.Catalog.VerifyForRunAsync(connection, request.Names, host.Stop);
        var ready = await request.Fixtures.RunAsync(
            host,
            client,
            catalog.DescriptorsOf(request.Names, request.Fixtures.Keys),
            catalog.FixturesOf(request.Names));
        IReadOnlyList<BatchOperation>? parents = draft.Contention.HasFlag(ContentionKind.SharedParents)
            ? await ParentsAsync(client, connection.BaseUrl, request.Fixtures.Keys, ready)
            : [];
        if (parents is null)
        {
            return null;
        }

        var options = request.Options(catalog, ready.Descriptors, parents);
        var plan = request.Plan(catalog, options);
        plan.Validate();
        var numbers = new RunNumbers(plan, taken);
        numbers.Require(); // where no run is left, that is said before anything is opened
        return new LoadStart(connection, plan, options, Resumed: null, traffic) { Numbers = numbers };
    }

    private async Task<LoadStart?> RestAsync(ApiConnection connection, ResumedRun rest)
    {
        var traffic = new SetUpTraffic();
        var client = traffic.Watch(connection.GetResources());
        rest = await rest.VerifyAsync(connection, host.Stop);
        var keys = rest.Content.Header.Options.FixtureKeys;
        var step = new FixtureStep(keys, [], request.Fixtures.CreateMissing);
        var ready = await step.RunAsync(host, client, [], rest.Content.Header.Fixtures());
        if (rest.NeedsParents)
        {
            if (await ParentsAsync(client, connection.BaseUrl, keys, ready) is not { } parents)
            {
                return null;
            }

            rest = rest.With(parents);
        }

        return new LoadStart(connection, rest.Plan, rest.Content.Header.Options, rest, traffic) { Numbers = new RunNumbers(rest.Plan, []) };
    }

    /// <summary>
    /// Reads the shared parents as they are now; those that this tool did not create only after a question. Null where the answer is no.
    /// </summary>
    /// <exception cref="BatchPerfException">SharedParentsNotOurs: the host cannot prompt.</exception>
    private async Task<IReadOnlyList<BatchOperation>?> ParentsAsync(
        IResourceClient client,
        Uri server,
        FixtureKeys keys,
        ReadyFixtures ready)
    {
        var foreign = await SharedParents.ForeignAsync(client, keys, ready.Fixtures, host.Stop);
        if (foreign.Count > 0 && request.Force)
        {
            var force = new OptionKey("Force");
            host.Warn($"SharedParents updates documents that this tool did not create, as {force} allows: {string.Join(", ", foreign)}.");
        }
        else if (foreign.Count > 0)
        {
            var question = $"SharedParents updates {string.Join(", ", foreign)} on {server}, which this tool did not create, "
                + "to what they are already. Go on?";
            if (!(await host.AskAsync("Update documents of others", question) ?? throw SharedParents.NotOurs(foreign)))
            {
                return null;
            }
        }

        return await SharedParents.ReadAsync(client, keys, host.Stop);
    }
}
