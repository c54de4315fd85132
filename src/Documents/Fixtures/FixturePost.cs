using System.Text;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Documents.ReadingBack;

namespace EdFi.BatchPerf.Documents.Fixtures;

/// <summary>
/// Sends documents that are not on the server. Where the answer is lost, or a server or proxy fails (5xx), the document is looked for by
/// its natural key, so that everything that was created is known.
/// </summary>
/// <param name="reader">The server.</param>
internal sealed class FixturePost(ReadBack reader)
{
    private const string Stays = "if it was, it stays";

    private readonly Dictionary<string, (FixtureDefinition Definition, FixtureOutcome Outcome)> _doubtful = new(StringComparer.Ordinal);
    private readonly HashSet<string> _lost = new(StringComparer.Ordinal);

    /// <summary>Documents of which it is not known whether they were created, with the outcome that says so, in any order.</summary>
    public IReadOnlyCollection<(FixtureDefinition Definition, FixtureOutcome Outcome)> Doubtful => _doubtful.Values;

    /// <summary>Sends a document.</summary>
    /// <exception cref="BatchPerfException">Nothing was sent.</exception>
    /// <exception cref="OperationCanceledException">It was given up, and is doubtful where it was under way.</exception>
    public async Task<FixtureOutcome> SendAsync(FixtureDefinition definition, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var name = NameOf(definition);
        try
        {
            var outcome = await PostAsync(definition, cancellationToken).ConfigureAwait(false);
            if (outcome.Lost is null)
            {
                _ = outcome.Status is not (401 or 403 or 409 or 429) && _doubtful.Remove(name); // these say nothing of an earlier POST
                return outcome.Changed && _lost.Contains(name) ? Earlier(outcome.Id) : outcome;
            }

            _lost.Add(name);
            outcome = await LookAsync(definition, outcome, cancellationToken).ConfigureAwait(false);
            Keep(name, definition, outcome);
            return outcome;
        }
        catch (OperationCanceledException)
        {
            Keep(name, definition, new FixtureOutcome
            {
                State = FixtureState.Unknown,
                Lost = LostAnswer.Unknown,
                Detail = $"it was stopped before the answer came; {Stays}",
            });
            throw;
        }
    }

    /// <summary>The outcome of a document of which it is not known whether it was created; null for another.</summary>
    public FixtureOutcome? DoubtOf(FixtureDefinition definition)
        => _doubtful.TryGetValue(NameOf(definition), out var doubt) ? doubt.Outcome : null;

    /// <summary>True where the answer to a POST of the document was lost.</summary>
    public bool HasLost(FixtureDefinition definition) => _lost.Contains(NameOf(definition));

    /// <summary>Takes down that a document was found.</summary>
    /// <returns>The outcome: created by this tool where an earlier answer was lost, else one that was there.</returns>
    public FixtureOutcome Found(FixtureDefinition definition, DocumentId? id)
    {
        _doubtful.Remove(NameOf(definition));
        return HasLost(definition) ? Earlier(id?.ToString())
            : new FixtureOutcome { State = FixtureState.Existing, Id = id?.ToString() };
    }

    private static string NameOf(FixtureDefinition definition) => $"{definition.Resource} {definition.Key}";

    private static FixtureOutcome Earlier(string? id) => new()
    {
        State = FixtureState.Created,
        Lost = LostAnswer.Created,
        Id = id,
        Detail = "an earlier POST, whose answer was lost, created it",
    };

    private void Keep(string name, FixtureDefinition definition, FixtureOutcome outcome)
    {
        if (outcome.Lost == LostAnswer.Unknown)
        {
            _doubtful[name] = (definition, outcome);
        }
        else
        {
            _doubtful.Remove(name);
        }
    }

    /// <returns>The outcome; <see cref="LostAnswer.Unknown"/> where the document has to be looked for.</returns>
    private async Task<FixtureOutcome> PostAsync(FixtureDefinition definition, CancellationToken cancellationToken)
    {
        try
        {
            var outcome = FixtureOutcome.Of(
                await reader.Client.PostAsync(definition.Resource, definition.Body, cancellationToken).ConfigureAwait(false));
            return outcome.Status >= 500 ? outcome with { Lost = LostAnswer.Unknown } : outcome;
        }
        catch (BatchPerfException problem) when (!problem.NothingSent)
        {
            return new FixtureOutcome
            {
                State = FixtureState.Unknown,
                Lost = LostAnswer.Unknown,
                Error = problem,
                Failed = true,
                Detail = problem.Message.TrimEnd('.'),
            };
        }
    }

    private async Task<FixtureOutcome> LookAsync(FixtureDefinition definition, FixtureOutcome lost, CancellationToken cancellationToken)
    {
        var found = await reader.FindAsync(definition.Wanted, cancellationToken).ConfigureAwait(false);
        var (fate, why) = found.Found ? (LostAnswer.Created, null)
            : found.Known ? (LostAnswer.NotCreated, null)
            : found.NothingShown && !definition.IsDescriptor
                ? await ProbeAsync(definition, found.Problem, cancellationToken).ConfigureAwait(false)
            : (LostAnswer.Unknown, found.Problem);
        if (fate == LostAnswer.NotCreated && MayFollow(lost))
        {
            (fate, why) = (LostAnswer.Unknown, "it was not there when it was looked for, and may still be created");
        }

        return fate switch
        {
            LostAnswer.Created => new FixtureOutcome
            {
                State = FixtureState.Created,
                Lost = fate,
                Id = found.Image?.Id?.ToString(),
                Detail = $"the answer to its POST was lost ({lost.Detail}), and it is there",
            },
            LostAnswer.NotCreated => lost with
            {
                Lost = fate,
                Detail = $"{lost.Detail}; it was not there when it was looked for afterwards",
            },
            _ => lost with { State = FixtureState.Unknown, Detail = $"{lost.Detail}; afterwards: {why}; {Stays}" },
        };
    }

    /// <summary>True where the server may be at work on it still: the client, or a proxy, gave up waiting.</summary>
    private static bool MayFollow(FixtureOutcome lost) => lost is { Status: 502 or 504 } or { Error.ErrorId: "ServerTimeout" };

    /// <summary>A batch that cannot change it tells where no list does.</summary>
    private async Task<(LostAnswer Fate, string? Why)> ProbeAsync(
        FixtureDefinition definition,
        string? unseen,
        CancellationToken cancellationToken)
    {
        try
        {
            var probe = await reader.Client
                .ProbeAsync(definition.Resource, Encoding.UTF8.GetBytes(definition.Key), definition.Body, cancellationToken)
                .ConfigureAwait(false);
            return probe.Status == 404 ? (LostAnswer.NotCreated, null)
                : probe.Status == 412 || probe.Success ? (LostAnswer.Created, null)
                : (LostAnswer.Unknown, unseen);
        }
        catch (BatchPerfException problem)
        {
            return (LostAnswer.Unknown, problem.Message.TrimEnd('.'));
        }
    }
}
