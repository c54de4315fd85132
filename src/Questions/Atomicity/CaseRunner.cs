using System.Diagnostics;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Documents.Scenarios;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Scenarios;

namespace EdFi.BatchPerf.Questions.Atomicity;

/// <summary>Tries one case after another: prepare, send, read back, judge, clean up.</summary>
internal sealed class CaseRunner(
    ApiConnection connection,
    IScenario scenario,
    RunId run,
    TestBatchWriter writer,
    PoisonMaker poisons,
    AtomicityPlan plan,
    Action<string> noteLeft)
{
    private const int MostAttempts = 10;
    private static readonly TimeSpan AnswerGrace = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);
    private readonly TestDocuments _documents = new(
        connection.GetResources(),
        IIdentifiedScenario.Of(scenario));
    private CaseCleanUp? _cleanUp;
    private TimeSpan _usual;

    private CaseCleanUp CleanUp => _cleanUp ??= new(_documents, plan.CleanUpTimeout, noteLeft);

    /// <summary>Commits a batch without poison: the cases that follow prove something only if this one can be seen.</summary>
    public async Task ControlAsync(CancellationToken cancellationToken)
    {
        var batch = writer.Write();
        try
        {
            await ReadyAsync(batch, cancellationToken);
            var answer = await SendAsync(batch, plan.RequestTimeout, cancellationToken);
            if (!answer.Success)
            {
                throw CaseErrors.ControlFailed(scenario, answer);
            }

            _usual = TimeSpan.FromMilliseconds(answer.ServiceTimeMs);
            await _documents.ReadAfterAsync(batch.Watched, cancellationToken);
            if (batch.Watched.FirstOrDefault(static d => d.Expected && d.Difference() is null) is { } unseen)
            {
                throw CaseErrors.Unseen(unseen);
            }
        }
        finally
        {
            await CleanUp.CleanUpAsync(batch, cancellationToken);
        }
    }

    /// <summary>
    /// Tries one case. A batch that was answered before the client gave up is tried again with half of that time, unless the time was
    /// given.
    /// </summary>
    public async Task<BatchAtomicityResult> RunAsync(
        AtomicityPoison poison,
        int? position,
        int round,
        BackgroundLoad load,
        CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var result = await TryAsync(poison, position, round, load, cancellationToken);
            if (result is not { Poison: AtomicityPoison.Cancellation, Verdict: AtomicityVerdict.NotProvoked }
                || plan.CancelAfter is not null
                || attempt == MostAttempts)
            {
                return result;
            }

            _usual = TimeSpan.FromMilliseconds(Math.Min(result.ServiceTimeMs, _usual.TotalMilliseconds / 2));
        }
    }

    private async Task<BatchAtomicityResult> TryAsync(
        AtomicityPoison poison,
        int? position,
        int round,
        BackgroundLoad load,
        CancellationToken cancellationToken)
    {
        var loadBefore = load.Batches;
        var batch = writer.Write();
        BatchResult answer;
        Judgement judgement;
        var left = new List<string>();
        var keep = false;
        try
        {
            poisons.Poison(batch, poison, position);
            await ReadyAsync(batch, cancellationToken);
            answer = await SendAsync(
                batch,
                poison == AtomicityPoison.Cancellation ? plan.CancelAfter ?? (_usual / 2) : plan.RequestTimeout,
                cancellationToken);
            await LookAsync(batch, answer, cancellationToken);
            judgement = Judgement.Of(batch, poison, answer);
            foreach (var unseen in batch.Watched.Where(static d => d.IsUnseenPoison))
            {
                unseen.MayBeThere = !(judgement.Verdict == AtomicityVerdict.Atomic && !answer.Success && answer.OperationsUnknown == 0);
                if (unseen is { MayBeThere: true, MayDelete: false, IsForeign: false })
                {
                    left.Add($"{unseen.Label} (whether it existed before is not known, so it is not deleted)");
                    noteLeft(left[^1]);
                }
            }

            keep = plan.KeepSurvivors && judgement.Survivors.Count > 0;
            if (answer.Success && batch.UnnamedPoison is { } unnamed)
            {
                left.Add($"{unnamed} (its natural key is not known)");
                noteLeft(left[^1]);
            }
        }
        finally
        {
            _ = keep && CleanUp.Late.Remove(batch);
            left.AddRange(keep ? CleanUp.Keep(batch) : await CleanUp.CleanUpAsync(batch, cancellationToken));
        }

        return new BatchAtomicityResult
        {
            RunId = run.ToString(),
            Scenario = scenario.Name,
            Name = scenario.RequestName,
            Poison = poison,
            Position = position,
            Round = round,
            LoadClients = load.Clients,
            LoadBatches = load.Batches - loadBefore,
            OperationCount = batch.Operations.Count,
            Verdict = judgement.Verdict,
            Found = judgement.Found,
            ExpectedStatus = batch.ExpectedStatus,
            BatchStatus = answer.StatusCode,
            FailedIndex = answer.FailedIndex,
            ErrorKind = answer.ErrorKind,
            Error = answer.Error,
            CorrelationId = answer.CorrelationId,
            ServiceTimeMs = answer.ServiceTimeMs,
            StartedAt = answer.StartedAt,
            KeysRead = batch.Watched.Count(static d => d.Before.Known && d.After.Known),
            SurvivorCount = judgement.Survivors.Count,
            SurvivorNames = string.Join("; ", judgement.Survivors),
            Survivors = judgement.Survivors,
            NotCleanedUp = string.Join("; ", left),
            Detail = judgement.Detail,
        };
    }

    /// <inheritdoc cref="CaseCleanUp.SweepAsync"/>
    public Task SweepAsync(CancellationToken cancellationToken) => CleanUp.SweepAsync(cancellationToken);

    private async Task ReadyAsync(TestBatch batch, CancellationToken cancellationToken)
    {
        await _documents.PrepareAsync(batch, cancellationToken);
        await _documents.ReadBeforeAsync(batch.Watched, cancellationToken);
        foreach (var document in batch.Watched.Where(static d => d.Prepared is not null && !d.Before.Found))
        {
            throw CaseErrors.NotFound(document);
        }

        if (batch.Watched.FirstOrDefault(
            static d => d.Prepared is null && d.Before.Found && (d.IsPoison || d.Op == OperationKind.Create)) is { } existing)
        {
            existing.IsForeign = true;
            throw CaseErrors.Existing(
                existing,
                $"it was {(existing.Before.Image!.Id is { } id ? $"read under the id {id}" : "read without an id")}, and nothing "
                    + "was sent that could change it");
        }

        if (batch.Watched.FirstOrDefault(static d => d.NeedsStaleETag) is { } target && batch.PoisonIndex is { } index)
        {
            var fresh = target.Before.Image!.ETag ?? "none";
            var stale = target.StaleETag is { } old && old != fresh ? old : fresh + "-stale";
            var operation = batch.Operations[index];
            batch.Operations[index] = new BatchOperation
            {
                Op = operation.Op,
                Resource = operation.Resource,
                Document = operation.Document,
                NaturalKey = operation.NaturalKey,
                IfMatch = stale,
            };
        }
    }

    /// <summary>Sends a batch; one of which no answer gives the outcome is looked at once more at the end of the test.</summary>
    private async Task<BatchResult> SendAsync(TestBatch batch, TimeSpan timeout, CancellationToken cancellationToken)
    {
        CleanUp.Late.Add(batch);
        foreach (var document in batch.Watched)
        {
            document.MayBeThere = true;
        }

        var answer = await AnswerAsync(batch, timeout, cancellationToken);
        if (answer.OperationsUnknown == 0)
        {
            CleanUp.Late.Remove(batch);
        }

        foreach (var created in batch.Watched.Where(d => answer.Success && d.Op == OperationKind.Create))
        {
            created.KnownId = DocumentId.TryParse(answer.Operations?[created.Index].DocumentId);
        }

        return answer;
    }

    /// <summary>
    /// Sends a batch, and waits a while for its answer where the test is given up meanwhile: it may be committed after its documents were
    /// looked for and not found.
    /// </summary>
    private async Task<BatchResult> AnswerAsync(TestBatch batch, TimeSpan timeout, CancellationToken givenUp)
    {
        givenUp.ThrowIfCancellationRequested();
        using var bound = new CancellationTokenSource();
        await using var registration = givenUp.Register(() => bound.CancelAfter(AnswerGrace));
        try
        {
            return await SingleBatch.SendAsync(connection, batch.Operations, timeout, bound.Token);
        }
        catch (OperationCanceledException)
        {
            foreach (var document in batch.Watched.Where(static d => d.Op == OperationKind.Create))
            {
                document.Unanswered = true;
            }

            throw;
        }
    }

    /// <summary>
    /// Reads back; without an answer, until the whole batch is there or its time is over. A part seen once may be a commit between two
    /// readings.
    /// </summary>
    private async Task LookAsync(TestBatch batch, BatchResult answer, CancellationToken cancellationToken)
    {
        var since = Stopwatch.GetTimestamp();
        await _documents.ReadAfterAsync(batch.Watched, cancellationToken);
        while (answer.OperationsUnknown > 0
            && Judgement.Find(batch) != AtomicityFinding.Everything
            && Stopwatch.GetElapsedTime(since) < plan.SettleTime)
        {
            await Task.Delay(Look, cancellationToken);
            await _documents.ReadAfterAsync(batch.Watched, cancellationToken);
        }
    }
}
