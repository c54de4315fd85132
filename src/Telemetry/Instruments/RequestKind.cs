using System.Runtime.CompilerServices;

namespace EdFi.BatchPerf.Telemetry.Instruments;

/// <summary>
/// Key of requests that have the same attributes. It is looked up for every request, so names are compared as objects: those of a run are
/// the same ones for all of its requests.
/// </summary>
internal readonly struct RequestKind(string name, string method, int status, ErrorKind kind) : IEquatable<RequestKind>
{
    private readonly string _name = name;
    private readonly string _method = method;
    private readonly int _status = status;
    private readonly ErrorKind _kind = kind;

    public bool Equals(RequestKind other) => ReferenceEquals(_name, other._name)
        && ReferenceEquals(_method, other._method)
        && _status == other._status
        && _kind == other._kind;

    public override bool Equals(object? obj) => obj is RequestKind other && Equals(other);

    public override int GetHashCode() =>
        (RuntimeHelpers.GetHashCode(_name) * 31) ^ RuntimeHelpers.GetHashCode(_method) ^ (_status << 8) ^ (int)_kind;
}
