using System.Text;
using EdFi.BatchPerf.Documents.ReadingBack;

namespace EdFi.BatchPerf.Documents.Fixtures;

/// <summary>
/// Makes or finds one fixture. A POST updates a document that is there, so it is sent only where that is known to be absent or bears this
/// tool's mark: seen in a list that shows others, or told by a batch that cannot change it.
/// </summary>
/// <param name="reader">The server.</param>
internal sealed class FixtureMaker(ReadBack reader)
{
    private readonly FixturePost _post = new(reader);

    /// <summary>Documents of which it is not known whether they were created, with the outcome that says so.</summary>
    public IReadOnlyCollection<(FixtureDefinition Definition, FixtureOutcome Outcome)> Doubtful => _post.Doubtful;

    /// <summary>Makes or finds a fixture; one that is there is left as it is.</summary>
    /// <param name="definition">The fixture.</param>
    /// <param name="whatIf">True to read only.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<FixtureOutcome> MakeAsync(FixtureDefinition definition, bool whatIf, CancellationToken cancellationToken)
    {
        var found = (await reader.FindAsync(definition.Wanted, cancellationToken).ConfigureAwait(false)).ThrowIfFailed();
        if (found is { Known: false, NothingShown: false })
        {
            return new FixtureOutcome { State = FixtureState.Unknown, Detail = found.Problem, Status = found.RefusedWith };
        }

        if (found.Found)
        {
            return _post.Found(definition, found.Image?.Id);
        }

        return whatIf ? new FixtureOutcome { State = FixtureState.WouldCreate }
            : found.NothingShown ? await UnseenAsync(definition, cancellationToken).ConfigureAwait(false)
            : await _post.SendAsync(definition, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Makes or finds a fixture; a server that gives no answer, or fails, is asked once more, and is then an outcome and no error.
    /// </summary>
    /// <inheritdoc cref="MakeAsync"/>
    public Task<FixtureOutcome> TryAsync(FixtureDefinition definition, bool whatIf, CancellationToken cancellationToken)
        => TwiceAsync(definition, () => MakeAsync(definition, whatIf, cancellationToken));

    /// <summary>Creates a document that is known not to be there.</summary>
    /// <exception cref="BatchPerfException">Nothing was sent.</exception>
    public Task<FixtureOutcome> CreateAsync(FixtureDefinition definition, CancellationToken cancellationToken)
        => _post.SendAsync(definition, cancellationToken);

    /// <summary>Creates a document that is known not to be there, as <see cref="TryAsync"/> makes fixtures.</summary>
    public Task<FixtureOutcome> TryCreateAsync(FixtureDefinition definition, CancellationToken cancellationToken)
        => TwiceAsync(definition, () => CreateAsync(definition, cancellationToken));

    /// <summary>Makes or finds a fixture of whose resource the server shows nothing.</summary>
    public async Task<FixtureOutcome> UnseenAsync(FixtureDefinition definition, CancellationToken cancellationToken)
    {
        if (definition.BearsMark)
        {
            return await _post.SendAsync(definition, cancellationToken).ConfigureAwait(false);
        }

        var probe = await reader.Client
            .ProbeAsync(definition.Resource, Encoding.UTF8.GetBytes(definition.Key), definition.Body, cancellationToken)
            .ConfigureAwait(false);
        return probe switch
        {
            { Status: 404 } => await _post.SendAsync(definition, cancellationToken).ConfigureAwait(false),
            { Status: 412 } or { Success: true } when _post.HasLost(definition) => _post.Found(definition, id: null),
            { Status: 412 } => new FixtureOutcome
            {
                State = FixtureState.Existing,
                Detail = "no query and no list shows it; that it exists was proven by a batch that cannot change it",
            },
            { Success: true } => new FixtureOutcome
            {
                State = FixtureState.Existing,
                Changed = true,
                Detail = "no query and no list shows it, and a batch that had to be refused was committed: it existed, and has been "
                    + "updated to the fixture's document",
            },
            _ => new FixtureOutcome
            {
                State = FixtureState.Unknown,
                Unseen = true,
                Status = probe.Status,
                Errors = probe.ValidationErrors,
                Detail = $"the server shows no {definition.Resource} at all, and a batch that cannot change it was answered with "
                    + FixtureOutcome.Words(probe),
            },
        };
    }

    private async Task<FixtureOutcome> TwiceAsync(FixtureDefinition definition, Func<Task<FixtureOutcome>> make)
    {
        var first = await OutcomeAsync(make).ConfigureAwait(false);
        var last = first.Ready || !first.IsTransient ? first : await OutcomeAsync(make).ConfigureAwait(false);
        return last.Ready ? last : _post.DoubtOf(definition) ?? last;
    }

    private static async Task<FixtureOutcome> OutcomeAsync(Func<Task<FixtureOutcome>> make)
    {
        try
        {
            return await make().ConfigureAwait(false);
        }
        catch (BatchPerfException problem)
        {
            return new FixtureOutcome { State = FixtureState.Unknown, Failed = true, Detail = problem.Message.TrimEnd('.') };
        }
    }
}
