using System.Net.Sockets;

namespace EdFi.BatchPerf.Resources;

/// <summary>
/// Tells a refusal of this machine or process (descriptors, local ports, memory) from one of the server or the network: the same exceptions
/// stand for both.
/// </summary>
internal static class ResourceErrors
{
    private const int NoMemory = 12; // ENOMEM on Linux and macOS
    private const int TooManyFilesOfProcess = 24; // EMFILE
    private const int TooManyFilesOfSystem = 23; // ENFILE

    /// <summary>Names the resource that was lacking and the remedy, in a sentence; null where the exception has another cause.</summary>
    public static string? Explain(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (Of(exception) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static string? Of(Exception exception) => exception switch
    {
        SocketException { SocketErrorCode: SocketError.TooManyOpenSockets or SocketError.ProcessLimit } => Files(),
        SocketException { SocketErrorCode: SocketError.AddressNotAvailable or SocketError.AddressAlreadyInUse } => Ports(),
        SocketException { SocketErrorCode: SocketError.NoBufferSpaceAvailable } => Memory(),
        SocketException { SocketErrorCode: SocketError.SocketError, NativeErrorCode: NoMemory } => Memory(),
        OutOfMemoryException => Memory(),
        IOException { HResult: TooManyFilesOfProcess or TooManyFilesOfSystem } when !OperatingSystem.IsWindows() => Files(),
        _ => null,
    };

    private static string Files() => OperatingSystem.IsWindows()
        ? "this machine gives the process no more sockets: use fewer clients"
        : $"the process may open no more files ({Limit()}ulimit -n): raise the hard limit, or use fewer clients";

    private static string Ports() =>
        "this machine has no local port or address left for the server: widen the range"
            + $"{(PortRange.Here is { } range ? $" ({range.Widen})" : "")}, wait for connections in TIME_WAIT, or use fewer clients";

    private static string Memory() => "this machine has no memory left for a connection: use fewer clients, or more memory";

    private static string Limit() => FileLimit.Read() is { } limit
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{limit}, ")
        : "";
}
