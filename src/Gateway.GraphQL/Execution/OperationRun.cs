using System.Collections.Immutable;
using System.Globalization;
using Gateway.GraphQL.Errors;
using Gateway.GraphQL.Planning;
using Gateway.GraphQL.Types;
using Gateway.GraphQL.Values;

namespace Gateway.GraphQL.Execution;

/// <summary>One execution of an operation: walks its plan over a source as often as it takes until nothing is missing.</summary>
/// <remarks>Has one owner and takes no lock. https://spec.graphql.org/September2025/#sec-Execution</remarks>
public sealed class OperationRun
{
    // One large variable may be an argument of every field, and each field's arguments are a text of their own.
    private const int MostArgumentBytes = 4 << 20;

    private readonly ReadOnlyMemory<byte>[] _arguments;
    private WalkFrame[] _frames = new WalkFrame[16];
    private IntrospectionSource? _introspection;
    private int _depth;
    private int _end;
    private int _argumentBytes;
    private bool _isTooLarge;

    public OperationRun(Schema schema, OperationPlan plan, OperationVariant variant, VariableValues variables)
    {
        ArgumentNullException.ThrowIfNull(variant);
        Schema = schema;
        Plan = plan;
        Variant = variant;
        Variables = variables;
        _arguments = variant.ArgumentSlots == 0 ? [] : new ReadOnlyMemory<byte>[variant.ArgumentSlots];
    }

    public Schema Schema { get; }

    public OperationPlan Plan { get; }

    public OperationVariant Variant { get; }

    public VariableValues Variables { get; }

    /// <summary>The errors of the last walk, in the order of the document.</summary>
    public List<GraphQLError> Errors { get; } = [];

    /// <summary>Most bytes of <c>data</c>; a walk that passes it ends with one error. Default 31 MiB, so that a buffer of 32 MiB holds it.</summary>
    public int MaxBytes { get; init; } = 31 << 20;

    /// <summary>Whether the last walk met a value that its source does not have yet.</summary>
    public bool HasMissing { get; private set; }

    /// <summary>The way from the root to the field that is being resolved, the field itself last.</summary>
    public ReadOnlySpan<WalkFrame> Frames => _frames.AsSpan(0, _depth);

    /// <summary>Writes the value of <c>data</c>.</summary>
    /// <returns>Whether the answer is complete; if not, what was written is of no use and the walk must be repeated.</returns>
    public bool Walk(IFieldSource source, in SourceValue root, ResponseBuffer output)
    {
        ArgumentNullException.ThrowIfNull(output);
        Errors.Clear();
        HasMissing = false;
        _isTooLarge = false;
        _depth = 0;
        int start = output.Length;
        _end = start + MaxBytes;
        if (!WriteSelection(source, root, Variant.Root, output))
        {
            output.Truncate(start);
            output.Append("null"u8);
        }

        if (_isTooLarge)
        {
            Errors.Clear();
            Errors.Add(new GraphQLError(string.Create(CultureInfo.InvariantCulture, $"The response is larger than {MaxBytes} bytes.")));
        }

        return _isTooLarge || !HasMissing;
    }

    /// <summary>The coerced arguments of a field, as a canonical JSON object; empty if they cannot be coerced.</summary>
    public ReadOnlyMemory<byte> Arguments(FieldPlan field)
    {
        ArgumentNullException.ThrowIfNull(field);
        if (field.Arguments.Slot < 0)
        {
            return field.Arguments.Constant;
        }

        TryCoerceArguments(field, out _);
        return _arguments[field.Arguments.Slot];
    }

    private bool WriteSelection(IFieldSource source, in SourceValue parent, SelectionPlan selection, ResponseBuffer output)
    {
        if (selection.Problem is { } problem)
        {
            Fail(new FieldFault(problem.Message) { Location = Plan.Source.Locate(problem.Start) }, null);
            return false;
        }

        output.Append((byte)'{');
        bool first = true;
        foreach (var field in selection.Fields)
        {
            if (!first)
            {
                output.Append((byte)',');
            }

            first = false;
            output.Append(field.JsonKey.Span);
            if (output.Length > _end)
            {
                // A short document can ask for an answer without end: nothing but its size tells.
                _isTooLarge = true;
                return false;
            }

            Push(parent, field, -1);
            bool written = WriteField(source, parent, selection.Type, field, output);
            _depth--;
            if (!written)
            {
                return false;
            }
        }

        output.Append((byte)'}');
        return true;
    }

    private bool WriteField(IFieldSource source, in SourceValue parent, ObjectType type, FieldPlan field, ResponseBuffer output)
    {
        SourceValue value;
        switch (field.Meta)
        {
            case MetaField.TypeName:
                output.Append(type.JsonName.Span);
                return true;
            case MetaField.Schema or MetaField.Type:
                source = _introspection ??= new IntrospectionSource(Schema);
                goto default;
            default:
                value = TryCoerceArguments(field, out var fault) ? source.Resolve(this, parent, field) : SourceValue.Error(fault!);
                break;
        }

        return Complete(source, value, field.Definition.Type, field, output);
    }

    /// <returns>False if a null must go further up.</returns>
    private bool Complete(IFieldSource source, in SourceValue value, TypeRef type, FieldPlan field, ResponseBuffer output)
    {
        if (type is not NonNullTypeRef nonNull)
        {
            int start = output.Length;
            if (!CompleteNonNull(source, value, type, field, output))
            {
                if (_isTooLarge)
                {
                    return false;
                }

                output.Truncate(start);
                output.Append("null"u8);
            }

            return true;
        }

        if (value.Kind == ValueKind.Null)
        {
            Fail($"Cannot return null for non-nullable field {field.Definition.DeclaringType?.Name}.{field.Definition.Name}.", field);
            return false;
        }

        return CompleteNonNull(source, value, nonNull.Inner, field, output);
    }

    /// <returns>False if the value is null or failed.</returns>
    private bool CompleteNonNull(IFieldSource source, in SourceValue value, TypeRef type, FieldPlan field, ResponseBuffer output)
    {
        switch (value.Kind)
        {
            case ValueKind.Missing:
                HasMissing = true;
                return true;
            case ValueKind.Null:
                return false;
            case ValueKind.Error:
                Fail((FieldFault)value.Reference!, field);
                return false;
        }

        // A source may hold a list of leaves as the JSON it is.
        if (type is ListTypeRef list && !(value.Kind == ValueKind.Leaf && field.Selection is null))
        {
            return WriteList(source, value, list.Item, field, output);
        }

        return field.Selection is null
            ? WriteLeaf(source, value, type.Named, field, output)
            : WriteObject(source, value, field, output);
    }

    private bool WriteLeaf(IFieldSource source, in SourceValue value, NamedType type, FieldPlan field, ResponseBuffer output)
    {
        if (source.WriteLeaf(value, type, output) is not { } problem)
        {
            return true;
        }

        Fail(problem, field);
        return false;
    }

    private bool WriteList(IFieldSource source, in SourceValue value, TypeRef itemType, FieldPlan field, ResponseBuffer output)
    {
        if (value.Kind != ValueKind.List)
        {
            Fail($"Expected Iterable, but did not find one for field \"{field.Definition}\".", field);
            return false;
        }

        int count = source.Count(value);
        output.Append((byte)'[');
        for (int i = 0; i < count; i++)
        {
            if (i > 0)
            {
                output.Append((byte)',');
            }

            Push(value, null, i);
            bool written = Complete(source, source.Item(this, value, i), itemType, field, output);
            _depth--;
            if (!written)
            {
                return false;
            }
        }

        output.Append((byte)']');
        return true;
    }

    private bool WriteObject(IFieldSource source, in SourceValue value, FieldPlan field, ResponseBuffer output)
    {
        string? problem = null;
        var declared = field.Selection!.Type;
        if (value.Kind != ValueKind.Object && declared is ObjectType)
        {
            Fail($"Expected value of type \"{declared}\", but did not find an object for field \"{field.Definition}\".", field);
            return false;
        }

        var type = declared as ObjectType ?? (value.Kind == ValueKind.Object ? source.TypeOf(value, declared, out problem) : null);
        var selection = type is null ? null : field.Selection.For(type);
        if (type is null && value.Kind == ValueKind.Object && source.ForeignTypeOf(value) is { } foreign)
        {
            WriteForeign(foreign, field.Selection, output);
            return true;
        }

        if (selection is null)
        {
            problem ??= type is null
                ? $"Abstract type \"{declared}\" must resolve to an Object type at runtime for field \"{field.Definition}\". Either the \"{declared}\" "
                    + "type should provide a \"resolveType\" function or each possible type should provide an \"isTypeOf\" function."
                : $"Runtime Object type \"{type}\" is not a possible type for \"{declared}\".";
            Fail(problem, field);
            return false;
        }

        return WriteSelection(source, value, selection, output);
    }

    // What is selected of every member alike is not inside a fragment on some of them.
    private static void WriteForeign(string typeName, SelectionSetPlan selection, ResponseBuffer output)
    {
        output.Append((byte)'{');
        bool first = true;
        foreach (var field in selection.CommonMetaFields())
        {
            if (!first)
            {
                output.Append((byte)',');
            }

            first = false;
            output.Append(field.JsonKey.Span);
            output.AppendJsonString(typeName);
        }

        output.Append((byte)'}');
    }

    private bool TryCoerceArguments(FieldPlan field, out FieldFault? fault)
    {
        fault = null;
        int slot = field.Arguments.Slot;
        if (slot < 0 || !_arguments[slot].IsEmpty)
        {
            return true;
        }

        if (_argumentBytes > MostArgumentBytes)
        {
            fault = new FieldFault(string.Create(CultureInfo.InvariantCulture, $"The arguments of the operation are larger than {MostArgumentBytes} bytes."));
            return false;
        }

        var json = ArgumentCoercion.Coerce(field.Definition.Arguments, field.Arguments.Nodes, Variables, out var problem);
        _argumentBytes += json.Length;
        if (problem is not null)
        {
            fault = new FieldFault(problem.Message) { Location = problem.Start < 0 ? null : Plan.Source.Locate(problem.Start) };
            return false;
        }

        _arguments[slot] = json;
        return true;
    }

    private void Push(in SourceValue value, FieldPlan? field, int index)
    {
        if (_depth == _frames.Length)
        {
            Array.Resize(ref _frames, _depth * 2);
        }

        _frames[_depth++] = new WalkFrame(value, field, index);
    }

    private void Fail(string message, FieldPlan field) => Fail(new FieldFault(message), field);

    private void Fail(FieldFault fault, FieldPlan? field)
    {
        var path = ImmutableArray.CreateBuilder<PathSegment>(_depth + fault.Below.Length);
        foreach (ref readonly var frame in Frames)
        {
            path.Add(frame.Field is { } step ? new PathSegment(step.ResponseName) : new PathSegment(frame.Index));
        }

        path.AddRange(fault.Below);
        Errors.Add(new GraphQLError(fault.Message)
        {
            Path = path.ToImmutable(),
            Locations = fault.Location is { } part ? [part] : field is null ? [] : field.Locations(Plan.Source),
            Extensions = fault.Extensions,
        });
    }
}
