using System.Globalization;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Files.Journals;
using EdFi.BatchPerf.Jobs.Hosting;
using EdFi.BatchPerf.Jobs.Screens;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Jobs.Parents;

/// <summary>
/// The parents that the clients of a run reuse: created by batches before its first batch, deleted after its last one. None of it is
/// counted in the run's figures.
/// </summary>
internal sealed class ClientParents : IDisposable
{
    private const string Activity = "Parents";
    private const int AtOnce = 8;
    private const int MostRetries = 3;

    /// <summary>Operations of a batch where the server's limit is not known: half of a DMS's default limit.</summary>
    private const int UsualLimit = 50;

    /// <summary>Deleting gets so long after a stop, whatever in-flight batches had used up before it.</summary>
    private static readonly TimeSpan LeastToDelete = TimeSpan.FromSeconds(10);

    private readonly IJobHost _host;
    private readonly RunPlan _plan;
    private readonly RunId _run;
    private readonly RunJournal? _journal;
    private readonly IReadOnlyList<ParentSet> _sets;
    private readonly int _limit;
    private readonly BatchSender _sender;
    private readonly ParentDeletion _deletion = new(AtOnce);
    private readonly CancellationTokenSource _creating = new();
    private readonly CancellationTokenSource _deleting = new();
    private readonly CancellationTokenRegistration _hurry;
    private readonly long _planned;
    private volatile bool _deletes;
    private volatile string? _problem;
    private long _created;
    private long _deleted;

    /// <summary>Prepares to make them.</summary>
    /// <param name="host">Receives progress, messages and warnings.</param>
    /// <param name="connection">The server.</param>
    /// <param name="plan">The run; its clients and scenarios say which parents are needed.</param>
    /// <param name="run">The run's id.</param>
    /// <param name="journal">Where they are written down before they are created; null for nowhere.</param>
    /// <param name="earlier">
    /// Clients and scenarios of which earlier parts of the run may have left parents (<see cref="JournalContent.Parents"/>).
    /// </param>
    public ClientParents(
        IJobHost host,
        ApiConnection connection,
        RunPlan plan,
        RunId run,
        RunJournal? journal,
        IReadOnlyCollection<(int Client, int Scenario)> earlier)
    {
        _host = host;
        _plan = plan;
        _run = run;
        _journal = journal;
        _sets = [.. plan.ReusesParents ? Sets(plan, run, [.. earlier]) : []];
        _planned = _sets.Sum(static set => (long)set.Count);
        _limit = connection.BatchLimit ?? UsualLimit;
        _sender = new BatchSender(connection, AtOnce, plan.RequestTimeout);
        _hurry = host.Stop.UnsafeRegister(static own => ((ClientParents)own!).Hurry(), this);
    }

    /// <summary>Parents created so far.</summary>
    public long Created => Volatile.Read(ref _created);

    /// <summary>Parents deleted so far.</summary>
    public long Deleted => Volatile.Read(ref _deleted);

    /// <summary>Creates the parents. Where that fails or is stopped, those created so far are deleted.</summary>
    /// <exception cref="BatchPerfException">
    /// ParentsRefused: the server did not take a document; JournalNotWritable; ScenarioNotVerified: documents might be others than the
    /// run's own.
    /// </exception>
    /// <exception cref="OperationCanceledException">The job was stopped.</exception>
    public async Task CreateAsync()
    {
        if (_sets.Count == 0)
        {
            return;
        }

        _plan.RequireVerified();
        try
        {
            await ForEachSetAsync(CreateAsync, _host.Stop);
        }
        catch
        {
            await DeleteAsync();
            throw;
        }

        _host.Say($"Created {ParentWords.Count(Created)} that the batches reuse, before the run.");
    }

    /// <summary>Deletes the parents; a warning names those that stay on the server. Never throws.</summary>
    public async Task DeleteAsync()
    {
        if (_sets.Count == 0)
        {
            return;
        }

        _deletes = true;
        if (_host.Stop.IsCancellationRequested)
        {
            Hurry();
        }

        try
        {
            await ForEachSetAsync(DeleteAsync, _deleting.Token);
        }
        catch (OperationCanceledException)
        {
            _problem ??= "there was no time left after the stop";
        }

        _host.Progress(new JobProgress(Activity, new LinePart("Done")) { Done = true });
        if (Deleted > 0)
        {
            _host.Say($"Deleted {ParentWords.Count(Deleted)} that the batches reused.");
        }

        var remaining = _sets.Sum(static set => (long)set.Remaining);
        if (remaining > 0)
        {
            _host.WarnOfRemains(ParentWords.Remains(remaining, _run, _problem, _journal?.Path, ParentWords.Examples(_sets)));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _hurry.Dispose();
        _sender.Dispose();
        _creating.Dispose();
        _deleting.Dispose();
    }

    private static IEnumerable<ParentSet> Sets(RunPlan plan, RunId run, HashSet<(int Client, int Scenario)> earlier)
    {
        var scenariosOf = plan.Dealing();
        for (var i = 0; i < plan.OwnClients; i++)
        {
            var client = (int)plan.Segment.NumberOf(i);
            var dealt = scenariosOf(client);
            for (var position = 0; position < plan.Scenarios.Count; position++)
            {
                if (plan.Scenarios[position].Scenario is { Reused: not null } scenario && dealt.Contains(scenario))
                {
                    yield return new ParentSet(run, client, position, scenario, earlier.Contains((client, position)));
                }
            }
        }
    }

    /// <summary>From a stop on, creates get as much time as in-flight batches; deletes that, or a little more.</summary>
    private void Hurry()
    {
        _creating.CancelAfter(_plan.StopTimeout);
        if (_deletes)
        {
            _deleting.CancelAfter(_plan.StopTimeout > LeastToDelete ? _plan.StopTimeout : LeastToDelete);
        }
    }

    private Task ForEachSetAsync(Func<ParentSet, CancellationToken, ValueTask> work, CancellationToken stop) => Parallel.ForEachAsync(
        _sets,
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop },
        work);

    private async ValueTask CreateAsync(ParentSet set, CancellationToken stop)
    {
        Begin(set);
        while (set.There < set.Count)
        {
            stop.ThrowIfCancellationRequested(); // between batches: one that is under way gets its time
            var from = set.There;
            var count = Math.Min(SizeOf(set), set.Count - from);
            set.Send(count);
            var result = await SendAsync(set, OperationKind.Create, [.. Enumerable.Range(from, count)], _creating.Token);
            if (result.Success)
            {
                set.There += count;
            }

            if (result.OperationsUnknown == 0)
            {
                set.Settle();
            }

            if (!result.Success)
            {
                throw ParentWords.Refused(set, from, result);
            }

            Interlocked.Add(ref _created, count);
            Show("created", Created);
        }
    }

    private async ValueTask DeleteAsync(ParentSet set, CancellationToken stop)
    {
        if (set.Unanswered is { Count: > 0 } unanswered)
        {
            var outcome = await DeleteAsync(set, unanswered, stop);
            Interlocked.Add(ref _created, outcome.Deleted);
            set.SettleUnanswered(outcome.Deleted, outcome.Left);
            if (outcome.Ends)
            {
                return;
            }
        }

        while (set.There > 0)
        {
            var count = Math.Min(SizeOf(set), set.There);
            var outcome = await DeleteAsync(set, Enumerable.Range(set.There - count, count), stop);
            set.Deleted(count, outcome.Left);
            if (outcome.Ends)
            {
                return;
            }
        }

        End(set);
    }

    private async Task<DeletionOutcome> DeleteAsync(ParentSet set, IEnumerable<int> documents, CancellationToken stop)
    {
        var outcome = await _deletion.DeleteAsync(
            set,
            documents.Reverse(), // later ones may refer to earlier ones
            batch => SendAsync(set, OperationKind.Delete, batch, stop),
            stop);
        _problem ??= outcome.Problem;
        Interlocked.Add(ref _deleted, outcome.Deleted);
        Show("deleted", Deleted);
        return outcome;
    }

    private Task<BatchResult> SendAsync(ParentSet set, OperationKind op, IReadOnlyList<int> documents, CancellationToken end)
    {
        var (body, shape) = set.Batch(op, documents);
        return _sender.SendAsync(set.Scenario, Activity, body, shape, MostRetries, end);
    }

    /// <summary>Operations in a batch: no more than in the load's own batches, which the server is known to take.</summary>
    private int SizeOf(ParentSet set) => Math.Min(_limit, set.UsualBatch);

    private void Begin(ParentSet set)
    {
        try
        {
            _journal?.BeginParents(set.Client, set.Position);
            set.Begun = true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw JournalFile.NotWritable(_journal!.Path, exception);
        }
    }

    private void End(ParentSet set)
    {
        try
        {
            if (set is { Begun: true, Remaining: 0 })
            {
                _journal?.EndParents(set.Client, set.Position);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // a search for leftovers looks for documents that are gone
        }
    }

    private void Show(string done, long count) => _host.Progress(new JobProgress(
        Activity,
        new LinePart(string.Create(CultureInfo.InvariantCulture, $"{count} of {_planned} {done}")))
    {
        Percent = (int)(100 * count / _planned),
    });
}
