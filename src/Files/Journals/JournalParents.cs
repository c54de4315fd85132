using EdFi.BatchPerf.Scenarios;

namespace EdFi.BatchPerf.Files.Journals;

/// <summary>The parents that clients of a journal's run reuse and that may be on the server.</summary>
/// <param name="scenarios">Scenarios of the run.</param>
internal sealed class JournalParents(int scenarios)
{
    private readonly SortedSet<(int Client, int Scenario)> _there = [];

    /// <summary>Clients, and scenarios by their position in the header, in this order.</summary>
    public IReadOnlyCollection<(int Client, int Scenario)> All => _there;

    /// <summary>They are created from now on, in a part of the run that goes on once more; false where a run does not write this.</summary>
    public bool Begin(string client, string scenario)
    {
        if (Read(client, scenario) is not { } parents)
        {
            return false;
        }

        _there.Add(parents);
        return true;
    }

    /// <summary>They were deleted; false where a run does not write this.</summary>
    public bool End(string client, string scenario) => Read(client, scenario) is { } parents && _there.Remove(parents);

    private (int Client, int Scenario)? Read(string client, string scenario) =>
        JournalNumbers.Client(client, out var number)
        && number < LocalKey.Clients
        && JournalNumbers.Position(scenario, out var position)
        && position < scenarios
            ? (number, position)
            : null;
}
