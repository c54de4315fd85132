using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Batches;
using EdFi.BatchPerf.Resources;

namespace EdFi.BatchPerf.Unit.Faults;

/// <summary>Wires over sockets outside a run.</summary>
internal static class Wires
{
    /// <summary>One to a server, with any number of connections and nobody who measures them unless told otherwise.</summary>
    public static SocketWire To(Uri server, SocketBudget? budget = null, Action<TimeSpan>? opened = null) =>
        To(new ConnectOptions { BaseUrl = server, Key = "k", Secret = "s" }, budget, opened);

    /// <inheritdoc cref="To(Uri, SocketBudget?, Action{TimeSpan}?)"/>
    public static SocketWire To(ConnectOptions options, SocketBudget? budget = null, Action<TimeSpan>? opened = null) => new(
        new WireOpener(options, new ConnectionTimer(TimeProvider.System, budget ?? new SocketBudget(most: null), opened ?? (static _ => { }))),
        TimeProvider.System);
}
