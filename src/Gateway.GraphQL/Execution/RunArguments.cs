using System.Globalization;
using Gateway.GraphQL.Planning;
using Gateway.GraphQL.Values;

namespace Gateway.GraphQL.Execution;

/// <summary>The arguments of one run that depend on its variables, each coerced once. Has one owner.</summary>
internal struct RunArguments(OperationPlan plan, OperationVariant variant, VariableValues variables)
{
    // One large variable may be an argument of every field, and each field's arguments are a text of their own.
    private const int MostBytes = 4 << 20;

    private readonly ReadOnlyMemory<byte>[] _coerced = variant.ArgumentSlots == 0 ? [] : new ReadOnlyMemory<byte>[variant.ArgumentSlots];
    private int _bytes;

    /// <summary>The arguments of a field, as a canonical JSON object; empty if they cannot be coerced.</summary>
    public ReadOnlyMemory<byte> Of(FieldPlan field)
    {
        if (field.Arguments.Slot < 0)
        {
            return field.Arguments.Constant;
        }

        TryCoerce(field, out _);
        return _coerced[field.Arguments.Slot];
    }

    /// <summary>Coerces them unless that is done.</summary>
    public bool TryCoerce(FieldPlan field, out FieldFault? fault)
    {
        fault = null;
        int slot = field.Arguments.Slot;
        if (slot < 0 || !_coerced[slot].IsEmpty)
        {
            return true;
        }

        if (_bytes > MostBytes)
        {
            fault = new FieldFault(string.Create(CultureInfo.InvariantCulture, $"The arguments of the operation are larger than {MostBytes} bytes."));
            return false;
        }

        var json = ArgumentCoercion.Coerce(field.Definition.Arguments, field.Arguments.Nodes, variables, out var problem);
        _bytes += json.Length;
        if (problem is not null)
        {
            fault = new FieldFault(problem.Message) { Location = problem.Start < 0 ? null : plan.Source.Locate(problem.Start) };
            return false;
        }

        _coerced[slot] = json;
        return true;
    }
}
