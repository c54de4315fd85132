namespace EdFi.BatchPerf.Servers;

/// <summary>Reads a server's resource counters (database, processes, or an operator's command).</summary>
/// <remarks>One call at a time. A reading that fails or lasts is skipped and counted; it never holds up a run.</remarks>
public interface IServerProbe : IAsyncDisposable
{
    /// <summary>Source of the probe's figures, in one word: <c>PostgreSql</c>.</summary>
    string Source { get; }

    /// <summary>Notes on the figures, a sentence each: a right that is missing, a view that this version lacks.</summary>
    IReadOnlyList<string> Notes { get; }

    /// <summary>Reads all figures.</summary>
    /// <param name="cancellationToken">Fires when the reading is not waited for any longer.</param>
    Task<IReadOnlyList<ServerReading>> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Waits, after the load, until figures that lag behind have arrived; returns at once where none does.</summary>
    /// <param name="cancellationToken">Fires when it has taken too long.</param>
    Task SettleAsync(CancellationToken cancellationToken);
}
